using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Benchmarks.Roofline;
using EdgeNet.Compiler;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Compiler.Planning.Winograd;
using EdgeNet.Description;
using EdgeNet.Onnx.Verification;

namespace EdgeNet.Benchmarks.Costs;

/// <summary>
/// Measures convolutions tap by tap and with each of Winograd's tiles, beside what the compiler estimates and takes: the measurements that
/// the constants of its cost model come from.
/// </summary>
internal static class CostsCommand
{
    private const int Rounds = 40;

    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(3);

    /// <summary>Runs the command.</summary>
    /// <param name="part">A part of the descriptions of the rows to measure: "stride", "pooled", "16 → 16"; empty for all.</param>
    public static int Run(string part)
    {
        double cycles = FmaPeak.Measure() / 16 / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Fastest of {Rounds} rounds, µs; in brackets the estimate, at {cycles / 1e3:F2} GHz by the peak of multiply-adds."));
        Console.WriteLine();
        Console.WriteLine("| convolution | tap by tap | by minimal filtering | taken | lost |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (CostCase one in CostCase.All.Where(c => c.Description.Contains(part, StringComparison.Ordinal))) Console.WriteLine(Row(one, cycles));
        return 0;
    }

    private static string Row(CostCase one, double cyclesPerMicrosecond)
    {
        string Name(string suffix) => one.Name + suffix;
        IReadOnlyList<WinogradTile> tiles = [];
        using var alone = new Measured(one.Network(Name("Alone"), alone: true), _ => null);
        var direct = new Measured(one.Network(Name("Direct"), alone: false), found =>
        {
            tiles = [.. tiles.Union(found)];
            return null;
        });
        // Columns are in the lanes of few filters; a tile then tells where they are.
        var runs = new List<(WinogradTile? Tile, double Estimate, Measured Run)> { (null, Estimate(one, null, tiles.Any(t => t.ColumnsInLanes)), direct) };
        for (int i = 0; i < tiles.Count; i++)
        {
            WinogradTile tile = tiles[i];
            runs.Add((tile, Estimate(one, tile, tile.ColumnsInLanes), new(one.Network(Name(FormattableString.Invariant($"Tile{i}")), alone: false), found => found.Contains(tile) ? tile : null)));
        }

        for (int round = 0; round < Rounds; round++)
        {
            alone.Round(RoundTime);
            foreach (var (_, _, run) in runs) run.Round(RoundTime);
        }

        double Time(Measured run) => run.Fastest - alone.Fastest;
        string Text(double estimate, Measured run) => string.Create(CultureInfo.InvariantCulture, $"{Time(run):F1} ({estimate / cyclesPerMicrosecond:F1})");
        WinogradTile? taken = NetworkCompiler.Compile(one.Network(Name("Taken"), alone: false), new TargetClass("Taken", default, Name("Taken")), StreamingMode.Never).Plan!.AllSteps.OfType<IWinogradStep>().LastOrDefault()?.Tile;
        double takenTime = Time(runs.Single(r => r.Tile == taken).Run), best = runs.Min(r => Time(r.Run));
        string row = string.Create(CultureInfo.InvariantCulture,
            $"| {one.Description} | {Text(runs[0].Estimate, runs[0].Run)} | {string.Join("; ", runs.Skip(1).Select(r => $"{r.Tile} {Text(r.Estimate, r.Run)}"))} | {taken?.ToString() ?? "tap by tap"} | {takenTime / best - 1:P0} |");
        foreach (var (_, _, run) in runs) run.Dispose();
        return row;
    }

    private static double Estimate(CostCase one, WinogradTile? tile, bool inLanes)
    {
        int rank = one.Size.Length;
        int[] All(int value) => [.. Enumerable.Repeat(value, rank)];
        var window = new Window(All(one.Kernel), All(one.Stride), All(one.Kernel / 2), All(one.Kernel / 2), All(1));
        Volume convolved = Volume.Of(new Conv(one.Filters, window, 1, true).InferShape([new([one.Channels, .. one.Size])])), input = Volume.Of(new TensorShape([one.Channels, .. one.Size]));
        window = Volume.Of(window);
        if (!inLanes) return tile is null ? WinogradCost.Direct(one.Channels, window, convolved) : WinogradCost.Cycles(tile, one.Channels, window.Kernel[0], convolved);
        int pairs = one.IsPooled ? 2 : 1;
        Window pool = Volume.Of(new Window(All(pairs), All(pairs), All(0), All(0), All(1)));
        Volume output = convolved with { Depth = convolved.Depth / pool.Kernel[0], Height = convolved.Height / pool.Kernel[1], Width = convolved.Width / pool.Kernel[2] };
        return tile is null ? WinogradCost.DirectInLanes(input, window, pool, output) : WinogradCost.CyclesInLanes(tile, input, window, pool, output);
    }

    /// <summary>A network that is run for a while at a time.</summary>
    private sealed class Measured : IDisposable
    {
        private readonly CompiledNetwork _network;
        private readonly InferFunction _infer;
        private readonly float[] _input, _weights, _workspace, _output;

        public Measured(NetworkDescription description, Func<IReadOnlyList<WinogradTile>, WinogradTile?> choice)
        {
            CompiledNetwork? network = null;
            WinogradCost.Choose(choice, () => network = CompiledNetwork.Compile(description));
            _network = network!;
            var info = (NetworkInfo)_network.Type.GetProperty("NetworkInfo")!.GetValue(null)!;
            _infer = _network.Type.GetMethod("Infer", BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<InferFunction>();
            float[] Pinned(int length) => GC.AllocateArray<float>(length, pinned: true);
            (_input, _weights, _workspace, _output) = (RandomSample.Input(info), Pinned(info.WeightsLength), Pinned(info.WorkspaceLength), Pinned(info.OutputLength));
            _network.Type.GetMethod("Pack")!.CreateDelegate<PackFunction>()(new RandomParameters(info, RandomSample.Seed), _weights);
        }

        /// <summary>The fastest call so far, in microseconds.</summary>
        public double Fastest { get; private set; } = double.MaxValue;

        public void Round(TimeSpan time)
        {
            long begun = Stopwatch.GetTimestamp();
            do
            {
                long start = Stopwatch.GetTimestamp();
                _infer(_input, _weights, _workspace, _output);
                Fastest = Math.Min(Fastest, Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            while (Stopwatch.GetElapsedTime(begun) < time);
        }

        public void Dispose() => _network.Dispose();
    }
}
