using EdgeNet.Onnx.Import.Drafts;

namespace EdgeNet.Onnx.Import;

/// <summary>A value as a layer takes it: with all axes of the file, or without the first.</summary>
/// <param name="Source">The layer output.</param>
/// <param name="OnnxShape">The value's shape in the file.</param>
/// <param name="Skipped">How many of the file's axes the layer does not see, 0 or 1.</param>
internal readonly record struct Frame(DraftOutput Source, int[] OnnxShape, int Skipped)
{
    /// <summary>The shape that the layer sees.</summary>
    public int[] Shape => Source.Shape;

    /// <summary>The file's shape of a result that keeps this value's first axis.</summary>
    /// <param name="result">The result's shape as the layer gives it.</param>
    public int[] WithFirst(int[] result) => Skipped == 0 ? result : [OnnxShape[0], .. result];
}
