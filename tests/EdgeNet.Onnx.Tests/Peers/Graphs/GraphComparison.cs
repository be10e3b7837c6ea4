using System.Text.RegularExpressions;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx.Conformance;
using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Tests.Conformance;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Runs random graphs in EdgeNet and in ONNX Runtime.</summary>
internal static partial class GraphComparison
{
    /// <summary>What a graph's import and scalar run take at most; they take milliseconds.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Differences within this of the value, or of an output's largest part, are roundings of sums of up to some hundred
    /// terms.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Values that cancel to less than this part of the output's largest, or of 1, have lost what was relative to
    /// themselves.</summary>
    private const double Small = 0.01;

    /// <summary>Runs with other roundings: four units in the last place of every value, some times.</summary>
    private const int NoisyRuns = 16;

    private const double Noise = 4.0 / (1 << 23);

    /// <summary>What differs no more than this many times as far as the noise has moved it is rounding.</summary>
    private const double NoiseFactor = 4;

    /// <summary>Compares one graph.</summary>
    /// <param name="seed">The graph.</param>
    /// <param name="compiles">Whether the emitted code runs too, and not the scalar reference alone.</param>
    public static GraphResult Run(int seed, bool compiles)
    {
        RandomOnnxGraph graph = RandomOnnxGraph.Create(seed);
        byte[] bytes = graph.ToBytes();
        (int[] Shape, float[] Elements)[] expected;
        try
        {
            expected = PeerRun.Run(bytes, graph.Inputs);
        }
        catch (PeerException e)
        {
            return new(seed, GraphOutcome.Invalid, KindOf(e.Message), e.Message);
        }

        Task<GraphResult> task = Task.Run(() => Compare(seed, graph, bytes, expected, compiles));
        return task.Wait(Longest) ? task.Result : new(seed, GraphOutcome.Different, "takes too long",
            $"more than {Longest.TotalSeconds} s");
    }

    private static GraphResult Compare(int seed, RandomOnnxGraph graph, byte[] bytes, (int[] Shape, float[] Elements)[] expected,
        bool compiles)
    {
        try
        {
            ImportedNetwork network = OnnxImporter.Import(bytes, "graph.onnx", new ImportOptions { ClassName = "Net" });
            string? difference = Difference(network, new ReferenceRun(network.Graph), graph, expected, null);
            if (difference is null && !compiles) return new(seed, GraphOutcome.Equal, "", "");

            // The reference computes in double precision, where float32 overflows; what ships is the emitted code.
            using CompiledNetwork compiled = CompiledNetwork.Compile(network.Description);
            string? Check((int[] Shape, float[] Elements)[] right, double[][]? noise) => Difference(network, compiled, graph, right, noise);
            difference = Check(expected, null);
            double[][]? noise = difference is null ? null : NoiseOf(graph, expected);
            if (noise is not null) difference = Check(expected, noise);
            if (difference is null) return new(seed, GraphOutcome.Equal, "", "");
            string? known = KnownDifferences.Find(graph, plain => Check(plain, noise) is null);
            return new(seed, known is null ? GraphOutcome.Different : GraphOutcome.PeersOwn, known ?? "gives something else", difference);
        }
        catch (OnnxImportException e)
        {
            string text = string.Join(" ", e.Problems);
            bool isBroken = e.Problems.Any(p => p.Contains("has inputs or attributes that no ", StringComparison.Ordinal));
            return new(seed, isBroken ? GraphOutcome.Different : GraphOutcome.Refused,
                string.Join(" ", e.Problems.Select(KindOf).Distinct()), text);
        }
        catch (NetworkCompilationException e) when (e.IsRefusal)
        {
            return new(seed, GraphOutcome.Refused, "compiler: " + KindOf(string.Join(" ", e.Problems)), string.Join(" ", e.Problems));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(seed, GraphOutcome.Different, $"{e.GetType().Name}: {KindOf(e.Message)}", e.ToString());
        }
    }

    /// <summary>Where the outputs differ, or null.</summary>
    private static string? Difference(
        ImportedNetwork network, IRunnableNetwork run, RandomOnnxGraph graph, (int[] Shape, float[] Elements)[] expected, double[][]? noise)
    {
        run.Pack(network.Parameters);
        float[][] outputs = Outputs(network, run, graph);
        for (int i = 0; i < expected.Length; i++)
        {
            if (!network.Outputs[i].Shape.SequenceEqual(expected[i].Shape))
            {
                string shape = Dimensions.Text([.. network.Outputs[i].Shape]);
                return $"output {i} has the shape {shape}, expected {Dimensions.Text(expected[i].Shape)}";
            }

            float[] right = expected[i].Elements;
            double largest = right.Where(float.IsFinite).Select(v => Math.Abs((double)v)).DefaultIfEmpty().Max();
            for (int e = 0; e < right.Length; e++)
            {
                float found = outputs[i][e];
                if (found == right[e] || float.IsNaN(found) && float.IsNaN(right[e])) continue;
                double moved = noise?[i][e] ?? 0;
                if (double.IsPositiveInfinity(moved)) continue;
                double limit = Tolerance * Math.Max(Math.Abs((double)right[e]), Small * Math.Max(1, largest)) + NoiseFactor * moved;
                if (Math.Abs((double)found - right[e]) <= limit) continue;
                return FormattableString.Invariant($"output {i}, element {e} is {found:R}, expected {right[e]:R}");
            }
        }

        return null;
    }

    private static float[][] Outputs(ImportedNetwork network, IRunnableNetwork run, RandomOnnxGraph graph)
    {
        float[][] given = [.. network.Inputs.Select(i => graph.Inputs.First(g => g.Value.Name == i.Name).Elements)];
        int samples = network.Samples ? network.Inputs[0].Shape[0] : 1;
        int[] lengths = [.. network.Graph.Outputs.Select(o => network.Graph[o].Shape.Length)];
        float[][] outputs = [.. lengths.Select(l => new float[l * samples])];
        float[] output = new float[lengths.Sum()];
        for (int sample = 0; sample < samples; sample++)
        {
            run.Infer([.. given.SelectMany(g => g.Skip(sample * (g.Length / samples)).Take(g.Length / samples))], output);
            for (int i = 0, at = 0; i < outputs.Length; at += lengths[i++]) output.AsSpan(at,
                lengths[i]).CopyTo(outputs[i].AsSpan(sample * lengths[i]));
        }

        return outputs;
    }

    /// <summary>How far roundings may move each element: as far as ONNX Runtime's move with noise in every value. Infinite where one
    /// becomes NaN.</summary>
    private static double[][] NoiseOf(RandomOnnxGraph graph, (int[] Shape, float[] Elements)[] expected)
    {
        double[][] moved = [.. expected.Select(e => new double[e.Elements.Length])];
        for (int run = 1; run <= NoisyRuns; run++)
        {
            (int[] Shape, float[] Elements)[] near;
            try
            {
                near = PeerRun.Run(graph.WithNoise(run, Noise), graph.Inputs, optimises: false);
            }
            catch (PeerException)
            {
                continue;
            }

            for (int i = 0; i < expected.Length; i++)
                for (int e = 0; e < moved[i].Length; e++)
                {
                    double distance = Math.Abs((double)near[i].Elements[e] - expected[i].Elements[e]);
                    bool isSame = near[i].Elements[e] == expected[i].Elements[e] || float.IsNaN(near[i].Elements[e])
                        && float.IsNaN(expected[i].Elements[e]);
                    moved[i][e] = Math.Max(moved[i][e], isSame ? 0 : double.IsFinite(distance) ? distance : double.PositiveInfinity);
                }
        }

        return moved;
    }

    /// <summary>A message without names, numbers and shapes.</summary>
    private static string KindOf(string message)
    {
        string text = Quoted().Replace(message, "'…'");
        return Number().Replace(Bracketed().Replace(text, "(…)"), "#");
    }

    [GeneratedRegex(@"'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\((?=[-\d])[-\d, ×]*\)|\{[-\d,]*\}")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
