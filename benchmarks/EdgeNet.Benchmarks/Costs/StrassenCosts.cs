using System.Globalization;
using EdgeNet.Compiler;
using EdgeNet.Compiler.Planning;
using EdgeNet.Description;

namespace EdgeNet.Benchmarks.Costs;

/// <summary>Measures 1×1 convolutions directly and by Strassen's algorithm, beside what the compiler estimates and takes.</summary>
internal static class StrassenCosts
{
    /// <summary>Channels, filters, rows and columns: DS-CNN's and MobileNet's layers, ResNet's, and filters of which seven quarters are streamed from memory.</summary>
    private static readonly (int Channels, int Filters, int Rows, int Columns)[] Cases =
    [
        (64, 64, 25, 5), (32, 64, 12, 12), (64, 64, 12, 12), (64, 128, 6, 6), (128, 128, 6, 6), (128, 256, 3, 3), (256, 256, 3, 3),
        (64, 64, 56, 56), (256, 64, 56, 56), (64, 256, 56, 56), (256, 128, 28, 28), (256, 256, 14, 14), (512, 128, 28, 28),
    ];

    /// <summary>Writes the table.</summary>
    /// <param name="part">A part of the descriptions of the rows to measure, ", 1, " for all of these; empty for all.</param>
    /// <param name="cyclesPerMicrosecond">Of the core.</param>
    /// <param name="rounds">Rounds of each network.</param>
    /// <param name="time">The time of a round.</param>
    public static void Write(string part, double cyclesPerMicrosecond, int rounds, TimeSpan time)
    {
        Console.WriteLine();
        Console.WriteLine("| 1×1 convolution | directly | Strassen | ratio | taken |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var (channels, filters, rows, columns) in Cases)
        {
            string what = FormattableString.Invariant($"{channels} → {filters}, 1, {rows}×{columns}");
            if (!what.Contains(part, StringComparison.Ordinal)) continue;
            int pixels = rows * columns;
            NetworkDescription Network(string name, bool alone) => new(FormattableString.Invariant($"{name}{channels}F{filters}S{pixels}"), [1, rows, columns],
                alone ? [Conv(channels), new("GlobalAvgPool")] : [Conv(channels), Conv(filters), new("GlobalAvgPool")]);
            MeasuredNetwork Measured(string name, bool alone, bool isStrassen) => new(Network(name, alone), new CompilerOptions { Strassen = isStrassen });
            using MeasuredNetwork alone = Measured("Alone", true, false), direct = Measured("Direct", false, false), strassen = Measured("Strassen", false, true);
            for (int round = 0; round < rounds; round++)
            {
                alone.Round(time);
                direct.Round(time);
                strassen.Round(time);
            }

            (int, int)[] candidates = [.. ConvStrassenPlanner.TilePixels.Select(p => (p, pixels))];
            (int Tile, int Row)? taken = StrassenCost.Best(channels, filters, pixels, candidates);
            double estimate = candidates.Min(c => StrassenCost.Cycles(channels, filters, pixels, c.Item1, c.Item2));
            double directTime = direct.Fastest - alone.Fastest, strassenTime = strassen.Fastest - alone.Fastest;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {what} | {directTime:F2} ({StrassenCost.Direct(channels, filters, pixels) / cyclesPerMicrosecond:F2}) | {strassenTime:F2} ({estimate / cyclesPerMicrosecond:F2}) | {strassenTime / directTime:F3} | {(taken is var (tile, _) ? $"2×{tile} pixels" : "directly")} |"));
        }
    }

    private static LayerDescription Conv(int filters) => new("Conv2D", new LayerArgument("filters", filters), new LayerArgument("kernel", 1));
}
