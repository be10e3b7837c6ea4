using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeNet.Measuring;
using EdgeNet.Models;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using static System.FormattableString;

namespace EdgeNet.Benchmarks.Reading;

/// <summary>
/// Times a reader from the frame in memory to the reading, on one thread, at the sizes of cameras: `reading [--pattern P] PICTURE|DIR…`.
/// Each picture is scaled to each size.
/// </summary>
internal static class ReadingCommand
{
    private const int Warmup = 30;
    private const int Runs = 40;

    private static readonly (int Width, int Height)[] Sizes = [(640, 480), (1640, 1232), (4056, 3040)];

    private static readonly string[] Endings = [".png", ".jpg", ".jpeg", ".pgm", ".ppm", ".pnm"];

    /// <returns>0, or 1 where a reader allocated after its first frame.</returns>
    public static int Run(ReadOnlySpan<string> args)
    {
        FieldPattern pattern = FieldPattern.Zip;
        if (args is ["--pattern", string text, ..])
        {
            pattern = FieldPattern.Parse(text);
            args = args[2..];
        }

        string[] files = [.. args.ToArray().SelectMany(Files)];
        if (files.Length == 0)
        {
            Console.Error.WriteLine("reading [--pattern P] PICTURE|DIR…: no picture was found.");
            return 1;
        }

        using DigitLine network = DigitLine.LoadEmbedded();
        long allocated = 0;
        Console.WriteLine(Invariant($"{files.Length} pictures, pattern '{pattern}', one thread; milliseconds, frame to reading"));
        Console.WriteLine("| frame | median picture | slowest picture | fastest picture | bytes a frame |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((int width, int height) in Sizes)
        {
            var reader = new FieldReader(network, digits: null, pattern);
            var medians = new List<double>();
            long bytes = 0;
            foreach (string file in files)
            {
                GreyPicture picture = ScaledFrame.Of(PictureFile.Read(file), width, height);
                medians.Add(Median(reader, picture, ref bytes));
            }

            allocated += bytes;
            double median = Percentiles.Median(CollectionsMarshal.AsSpan(medians));
            Console.WriteLine(Invariant(
                $"| {width}×{height} | {median:F2} | {medians[^1]:F2} | {medians[0]:F2} | {bytes / (files.Length * (double)Runs):F0} |"));
        }

        return allocated == 0 ? 0 : 1;
    }

    private static double Median(FieldReader reader, GreyPicture picture, ref long bytes)
    {
        for (int i = 0; i < Warmup; i++)
            reader.Read(picture.Frame);
        double[] times = new double[Runs];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            reader.Read(picture.Frame);
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        bytes += GC.GetAllocatedBytesForCurrentThread() - before;
        return Percentiles.Median(times);
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path).Where(IsPicture).Order(StringComparer.Ordinal) : [path];

    private static bool IsPicture(string file) => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
