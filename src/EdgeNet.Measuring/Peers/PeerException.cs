namespace EdgeNet.Measuring.Peers;

/// <summary>ONNX Runtime cannot be loaded, or it refused a call; the message is one line.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What the loader or ONNX Runtime said.</param>
public sealed class PeerException(string message, Exception? inner = null) : Exception(message, inner);
