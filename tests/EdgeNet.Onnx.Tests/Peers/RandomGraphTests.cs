using System.Globalization;
using EdgeNet.Onnx.Import.Operators;
using EdgeNet.Onnx.Proto;
using EdgeNet.Onnx.Tests.Peers.Graphs;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.Peers;

/// <summary>
/// Random ONNX graphs of all operators: EdgeNet gives what ONNX Runtime gives, or refuses in a line that names what it does not support.
/// EDGENET_GRAPHS=20000 makes a full run of so many graphs that ONNX Runtime takes, and EDGENET_GRAPHS_FIRST begins at another seed than 0.
/// </summary>
public class RandomGraphTests(ITestOutputHelper output)
{
    private const int Graphs = 300;

    /// <summary>Compiling a graph's code takes longer than all else: one of so many runs as emitted code too.</summary>
    private const int CompileEvery = 25;

    /// <summary>The part of the graphs that EdgeNet has to run, as one that refuses everything differs nowhere.</summary>
    private const double PartThatRuns = 0.75;

    /// <summary>The part of the graphs that ONNX Runtime has to take.</summary>
    private const double PartThatCounts = 0.9;

    [Fact]
    public void Random_graphs_give_what_ONNX_Runtime_gives()
    {
        int count = Setting("EDGENET_GRAPHS") is > 0 and int given ? given : Graphs;
        IReadOnlyList<GraphResult> results = GraphSweep.Run(Setting("EDGENET_GRAPHS_FIRST"), count, CompileEvery);
        output.WriteLine(GraphSweep.Summary(results));
        foreach (GraphResult different in results.Where(r => r.Outcome == GraphOutcome.Different))
        {
            output.WriteLine(FormattableString.Invariant($"{different.Seed}: {different.Details}"));
            foreach (NodeProto node in RandomOnnxGraph.Create(different.Seed).Model.Graph.Node) output.WriteLine("  " + node);
        }
        GraphResult[] valid = [.. results.Where(r => r.Outcome != GraphOutcome.Invalid)];
        Assert.Equal(count, valid.Length);
        Assert.True(valid.Length >= PartThatCounts * results.Count);
        Assert.Empty(valid.Where(r => r.Outcome == GraphOutcome.Different).Select(r =>
            FormattableString.Invariant($"{r.Seed}: {r.Kind}: {r.Details}")));
        Assert.True(valid.Count(r => r.Outcome != GraphOutcome.Refused) >= PartThatRuns * valid.Length);
    }

    /// <summary>A new operator is drawn, or it is said why not.</summary>
    [Fact]
    public void All_operators_are_drawn()
    {
        IEnumerable<string> known = OperatorTable.Names.Concat(OperatorTable.FusedNames.Select(n => $"{FusedImporter.Domain}:{n}"));
        Assert.Equal(known.Order(StringComparer.Ordinal),
            OperatorMakers.All.Keys.Concat(OperatorMakers.Without.Keys).Order(StringComparer.Ordinal));
        Assert.All(OperatorMakers.Without.Values, Assert.NotEmpty);
    }

    private static int Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
