namespace EdgeNet.Onnx.Import.Drafts;

/// <summary>One output of a layer.</summary>
/// <param name="Draft">The layer.</param>
/// <param name="Part">Which of its outputs, from 0.</param>
internal readonly record struct DraftOutput(LayerDraft Draft, int Part)
{
    /// <summary>The output's shape, without a batch axis.</summary>
    public int[] Shape => Draft.Shapes[Part];
}
