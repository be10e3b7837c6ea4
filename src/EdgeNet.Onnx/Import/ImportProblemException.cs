namespace EdgeNet.Onnx.Import;

/// <summary>A node cannot be imported. Whoever walks the graph notes the reason and goes on with the next node.</summary>
/// <param name="message">Why, and what would work, as the end of a sentence that begins with the node.</param>
internal class ImportProblemException(string message) : Exception(message);
