namespace EdgeNet.Onnx.OnnxRuntime;

/// <summary>ONNX Runtime cannot be loaded, or refused a call; the message is its own.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What the loader said, if it was the loader.</param>
public sealed class OnnxRuntimeException(string message, Exception? inner = null) : Exception(message, inner);
