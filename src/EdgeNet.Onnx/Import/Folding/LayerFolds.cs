using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using EdgeNet.Onnx.Reference;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>
/// Operators on constants that have no computation of their own here: their layers are made aside, and the scalar reference runs them. It
/// computes in float64 on what layers are given, float32.
/// </summary>
internal static class LayerFolds
{
    /// <summary>Whole numbers up to here are exact in float32.</summary>
    private const long MaxExact = 1 << 24;

    /// <summary>Checks that layers compute with a constant as the operator does.</summary>
    /// <param name="entry">How the operator is imported.</param>
    /// <param name="context">The node.</param>
    /// <exception cref="ImportProblemException">They do not.</exception>
    public static void Check(OperatorEntry entry, NodeContext context)
    {
        if (context.Input(0) is not ConstantValue { Tensor: { IsFloating: false } data }) return;
        if (!entry.ExactOnIntegers)
            throw new ImportProblemException($"computes with {ElementType.Name((int)data.Type)}; networks compute in float32: cast its input");
        if (data.Longs().FirstOrDefault(v => v is < -MaxExact or > MaxExact) is var large and not 0)
            throw new ImportProblemException(Invariant($"takes a constant with {large}; whole numbers up to {MaxExact} are computed exactly"));
    }

    /// <summary>Computes what layers aside give.</summary>
    /// <param name="aside">The walk that has nothing but these layers.</param>
    /// <param name="results">The node's outputs; those of layers become constants.</param>
    /// <returns>Whether it was computed; false where that would take too long.</returns>
    public static bool Compute(GraphWalk aside, OnnxValue?[] results)
    {
        int[] computed =
            [.. results.Index().Where(r => r.Item is ActivationValue { Source.Draft.Kind: not LayerDraft.Constant }).Select(r => r.Index)];
        if (computed.Length > 0)
        {
            DraftOutput[] wanted = [.. computed.Select(i => ((ActivationValue)results[i]!).Source)];
            var (drafts, outputs) = DraftTidier.Tidy(aside.Drafts.Drafts, wanted);
            NetworkGraph graph = Build(drafts, outputs);
            if (!aside.Budget.TryWork(Work(graph))) return false;
            var network = new ReferenceNetwork(graph, new ImportedParameters(drafts));
            network.Run(new float[1]);
            foreach (var (place, i) in computed.Index())
                results[i] = Constant((ActivationValue)results[i]!, network.Output(graph.Outputs[place]));
        }

        for (int i = 0; i < results.Length; i++)
            if (results[i] is ActivationValue { Source.Draft: { Kind: LayerDraft.Constant } draft } value)
                results[i] = Constant(value, draft.Parameters[0].Data.ToFloats());
        return true;
    }

    private static NetworkGraph Build(IReadOnlyList<LayerDraft> drafts, IReadOnlyList<DraftOutput> outputs)
    {
        NetworkDescription description = DescriptionBuilder.Build("Constants", drafts, outputs);
        return GraphBuilder.Build(description, out IReadOnlyList<Problem> problems)
            ?? throw new ImportProblemException("cannot be computed on constants: " + problems.First(p => p.Severity == ProblemSeverity.Error).Message);
    }

    private static long Work(NetworkGraph graph) => graph.MultiplyAdds + graph.Nodes.Sum(node => node.Shape.LongLength * (node.Layer switch
    {
        MaxPool pool => pool.Window.Taps,
        AvgPool pool => pool.Window.Taps,
        LpPool pool => pool.Window.Taps,
        _ => 1,
    })) + graph.Nodes.Sum(node => graph.InputShapes(node).Sum(shape => shape.LongLength));

    private static ConstantValue Constant(ActivationValue value, float[] elements) => new(ElementType.IsFloating(value.Type)
        ? ConstantTensor.Of(value.Type, value.Shape, Array.ConvertAll(elements, v => (double)v))
        : ConstantTensor.Of(value.Type, value.Shape, Array.ConvertAll(elements, v => TensorData.Truncate(v))));
}
