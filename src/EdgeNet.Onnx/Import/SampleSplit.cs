using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Operators;

namespace EdgeNet.Onnx.Import;

/// <summary>
/// An operator of one sample on a value of which the first axis counts samples in mid-network: cut along it, taken one by one and joined.
/// </summary>
internal static class SampleSplit
{
    /// <summary>Each sample makes layers of its own.</summary>
    private const int MostSamples = 64;

    /// <summary>Whether a node can be taken so: one input is computed by the network, and counts 2 to 64 samples.</summary>
    /// <param name="inputs">The node's inputs.</param>
    public static bool Takes(IReadOnlyList<OnnxValue?> inputs) =>
        inputs.Count > 0 && ShapeOf(inputs[0]) is [> 1 and <= MostSamples, _, ..] && !inputs.Skip(1).Any(i => i is ActivationValue);

    /// <summary>Imports a node sample by sample.</summary>
    /// <param name="entry">How its operator is imported.</param>
    /// <param name="whole">The node.</param>
    /// <param name="make">Makes the node of one sample, from its inputs and what takes its results.</param>
    /// <param name="inputs">The node's inputs.</param>
    public static void Import(OperatorEntry entry, NodeContext whole, Func<OnnxValue?[], OnnxValue?[], NodeContext> make,
        IReadOnlyList<OnnxValue?> inputs)
    {
        ActivationValue value = whole.Activation(0);
        DraftOutput source = whole.View(value.Source, value.Shape);
        var parts = new OnnxValue?[value.Shape[0]][];
        for (int i = 0; i < parts.Length; i++)
        {
            DraftOutput cut = whole.Add("Slice", [source], [new("starts", new[] { i }), new("ends", new[] { i + 1 })]);
            parts[i] = new OnnxValue?[whole.OutputCount];
            NodeContext sample = make([value with { Shape = cut.Shape, Source = cut }, .. inputs.Skip(1)], parts[i]);
            entry.Import!(sample);
            foreach (string read in sample.Attributes.Read) whole.Attributes.Ignore(read);
        }

        for (int output = 0; output < whole.OutputCount; output++)
        {
            if (parts[0][output] is not ActivationValue first) continue;
            DraftOutput[] sources = [.. parts.Select(p => (ActivationValue)p[output]!).Select(v => whole.View(v.Source, v.Shape))];
            whole.Give(output, whole.Add("Concat", sources, []), [parts.Length * first.Shape[0], .. first.Shape[1..]], first.Type);
        }
    }

    private static int[]? ShapeOf(OnnxValue? value) => value switch
    {
        ActivationValue activation => activation.Shape,
        ConstantValue constant => constant.Tensor.Shape,
        _ => null,
    };
}
