namespace EdgeNet.Onnx.Import;

/// <summary>An operator works on one sample, and takes a value of which the first axis counts several in mid-network.</summary>
/// <param name="message">What to say where it cannot be taken apart.</param>
internal sealed class NeedsSamplesException(string message) : ImportProblemException(message);
