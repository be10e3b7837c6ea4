using System.Globalization;
using EdgeNet.Benchmarks.Roofline;
using EdgeNet.Compiler;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Compiler.Planning.Winograd;
using EdgeNet.Description;

namespace EdgeNet.Benchmarks.Costs;

/// <summary>
/// Measures convolutions directly and with each of Winograd's tiles, beside what the compiler estimates and takes: the measurements that
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
        Console.WriteLine("| convolution | direct | by Winograd's algorithm | taken | lost |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (CostCase one in CostCase.All.Where(c => c.Description.Contains(part, StringComparison.Ordinal))) Console.WriteLine(Row(one, cycles));
        StrassenCosts.Write(part, cycles, Rounds, RoundTime);
        return 0;
    }

    private static MeasuredNetwork Measured(NetworkDescription description, Func<IReadOnlyList<WinogradTile>, WinogradTile?> choice) =>
        new(description, new CompilerOptions { WinogradTile = choice });

    private static string Row(CostCase one, double cyclesPerMicrosecond)
    {
        string Name(string suffix) => one.Name + suffix;
        IReadOnlyList<WinogradTile> tiles = [];
        using MeasuredNetwork alone = Measured(one.Network(Name("Alone"), alone: true), _ => null);
        MeasuredNetwork direct = Measured(one.Network(Name("Direct"), alone: false), found =>
        {
            tiles = [.. tiles.Union(found)];
            return null;
        });
        // Few filters are vectorized over output width; a tile then tells where they are.
        var runs = new List<(WinogradTile? Tile, double Estimate, MeasuredNetwork Run)> { (null, Estimate(one, null, tiles.Any(t => t.IsOverWidth)), direct) };
        for (int i = 0; i < tiles.Count; i++)
        {
            WinogradTile tile = tiles[i];
            runs.Add((tile, Estimate(one, tile, tile.IsOverWidth), Measured(one.Network(Name(FormattableString.Invariant($"Tile{i}")), alone: false), found => found.Contains(tile) ? tile : null)));
        }

        for (int round = 0; round < Rounds; round++)
        {
            alone.Round(RoundTime);
            foreach (var (_, _, run) in runs) run.Round(RoundTime);
        }

        double Time(MeasuredNetwork run) => run.Fastest - alone.Fastest;
        string Text(double estimate, MeasuredNetwork run) => string.Create(CultureInfo.InvariantCulture, $"{Time(run):F1} ({estimate / cyclesPerMicrosecond:F1})");
        WinogradTile? taken = NetworkCompiler.Compile(one.Network(Name("Taken"), alone: false), new TargetClass("Taken", default, Name("Taken")), new CompilerOptions { Streaming = StreamingMode.Never }).Plan!.AllSteps.OfType<IWinogradStep>().LastOrDefault()?.Tile;
        double takenTime = Time(runs.Single(r => r.Tile == taken).Run), best = runs.Min(r => Time(r.Run));
        string row = string.Create(CultureInfo.InvariantCulture,
            $"| {one.Description} | {Text(runs[0].Estimate, runs[0].Run)} | {string.Join("; ", runs.Skip(1).Select(r => $"{r.Tile}{(r.Tile?.IsOverWidth == true ? " over width" : "")} {Text(r.Estimate, r.Run)}"))} | {taken?.ToString() ?? "direct"} | {takenTime / best - 1:P0} |");
        foreach (var (_, _, run) in runs) run.Dispose();
        return row;
    }

    private static double Estimate(CostCase one, WinogradTile? tile, bool isOverWidth)
    {
        int rank = one.Size.Length;
        int[] All(int value) => [.. Enumerable.Repeat(value, rank)];
        var window = new Window(All(one.Kernel), All(one.Stride), All(one.Kernel / 2), All(one.Kernel / 2), All(1));
        Volume convolved = Volume.Of(new Conv(one.Filters, window, 1, true).InferShape([new([one.Channels, .. one.Size])])), input = Volume.Of(new TensorShape([one.Channels, .. one.Size]));
        window = Volume.Of(window);
        if (!isOverWidth) return tile is null ? WinogradCost.Direct(one.Channels, window, convolved) : WinogradCost.Cycles(tile, one.Channels, window.Kernel[0], convolved);
        int pairs = one.IsPooled ? 2 : 1;
        Window pool = Volume.Of(new Window(All(pairs), All(pairs), All(0), All(0), All(1)));
        Volume output = convolved with { Depth = convolved.Depth / pool.Kernel[0], Height = convolved.Height / pool.Kernel[1], Width = convolved.Width / pool.Kernel[2] };
        return tile is null ? WinogradCost.DirectOverWidth(input, window, pool, output) : WinogradCost.CyclesOverWidth(tile, input, window, pool, output);
    }
}
