using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Onnx.Import.Drafts;

/// <summary>Asks the compiler what shape a layer gives: it builds a network of this one layer.</summary>
internal static class ShapeProbe
{
    private const string Name = "layer";

    /// <summary>The shape of a layer's output.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="inputs">The shapes that it takes; none for a constant.</param>
    /// <exception cref="ImportProblemException">The compiler refuses the layer; the message is its own.</exception>
    public static int[] Infer(string kind, IReadOnlyList<LayerArgument> arguments, IReadOnlyList<int[]> inputs)
    {
        InputDescription[] given = inputs.Count == 0
            ? [new("in0", new[] { 1 })]
            : [.. inputs.Select((shape, i) => new InputDescription(FormattableString.Invariant($"in{i}"), shape))];
        List<LayerArgument> all = [.. arguments];
        if (inputs.Count == 1) all.Add(new("from", given[0].Name));
        else if (inputs.Count > 1) all.Insert(0, new("inputs", given.Select(i => i.Name).ToArray()));
        // A constant stands aside: without being named it would be no output.
        all.Add(new("name", Name));
        var description = new NetworkDescription("Probe", given, new[] { new LayerDescription(kind, [.. all]) }, Outputs: new[] { Name });
        try
        {
            NetworkGraph? graph = GraphBuilder.Build(description, out IReadOnlyList<Problem> problems);
            if (graph is not null) return [.. graph.OutputShape.Dimensions];
            throw new ImportProblemException("cannot be built: " + string.Join("; ", problems.Where(p => p.Severity == ProblemSeverity.Error).Select(Message)));
        }
        catch (OverflowException)
        {
            throw new ImportProblemException($"{kind} has arguments beyond all measure: {string.Join(", ", arguments.Select(a => $"{a.Name} {a.Value}"))}");
        }
    }

    /// <summary>A problem without what only this probe has.</summary>
    private static string Message(Problem problem) =>
        problem.Message.Replace($" '{Name}'", "", StringComparison.Ordinal).Replace("the network's input", "its input", StringComparison.Ordinal);
}
