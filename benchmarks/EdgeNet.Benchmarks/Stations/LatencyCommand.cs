using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeNet.Benchmarks.Reading;
using EdgeNet.Devices;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Measuring;
using EdgeNet.Models;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using static System.FormattableString;

namespace EdgeNet.Benchmarks.Stations;

/// <summary>
/// What a station adds to reading: from the moment at which a camera has a frame to the event in the outputs' hands, beside the reader alone
/// on the same picture in memory: `latency PICTURE…`. One frame decides; a button is pressed as soon as the last reading is told.
/// </summary>
internal static class LatencyCommand
{
    private const int Warmup = 30;
    private const int Runs = 40;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly (int Width, int Height)[] Sizes = [(640, 480), (1640, 1232)];

    /// <returns>0, or 1 without a picture.</returns>
    public static int Run(ReadOnlySpan<string> files)
    {
        if (files.Length == 0)
        {
            Console.Error.WriteLine("latency PICTURE…: no picture was named.");
            return 1;
        }

        using DigitLine network = DigitLine.LoadEmbedded();
        Console.WriteLine(Invariant($"{files.Length} pictures, milliseconds, medians over pictures of medians of {Runs}"));
        Console.WriteLine("| frame | reader alone | camera to event | more | most more of a picture |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach ((int width, int height) in Sizes)
        {
            var alone = new List<double>();
            var whole = new List<double>();
            var more = new List<double>();
            foreach (string file in files)
            {
                GreyPicture scaled = ScaledFrame.Of(PictureFile.Read(file), width, height);
                // A camera's frame has grey pixels and nothing else.
                var picture = new GreyPicture(width, height, hasDropout: false);
                scaled.Frame.Pixels.CopyTo(picture.Pixels);
                double before = ReadAlone(network, picture);
                double station = ReadByStation(network, picture, before);
                double after = ReadAlone(network, picture);
                alone.Add((before + after) / 2);
                whole.Add(station);
                more.Add(station - (before + after) / 2);
            }

            Console.WriteLine(Invariant($"| {width}×{height} | {Median(alone):F2} | {Median(whole):F2} | {Median(more):F2} | {more.Max():F2} |"));
        }

        return 0;
    }

    private static double ReadAlone(DigitLine network, GreyPicture picture)
    {
        var reader = new FieldReader(network, digits: null, FieldPattern.Zip);
        double[] times = new double[Runs];
        for (int i = -Warmup; i < Runs; i++)
        {
            // Frames come with pauses, after which caches have forgotten the last one.
            Thread.Sleep(Pause);
            long start = Stopwatch.GetTimestamp();
            reader.Read(picture.Frame);
            if (i >= 0)
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Percentiles.Median(times);
    }

    private static double ReadByStation(DigitLine network, GreyPicture picture, double reading)
    {
        // The next frame comes when this one is read, so that the newest one is the one that was read.
        var device = new PacedDevice(picture, Pause + TimeSpan.FromMilliseconds(2 * reading));
        using var source = new LiveSource(device);
        using var bell = new TriggerBell();
        using var done = new CancellationTokenSource();
        var sink = new LatencySink(device, bell, done);
        var parts = new StationParts
        {
            Source = source,
            Reader = region => new DigitRegionReader(new FieldReader(network, digits: null, region.Pattern)),
            Sinks = [sink],
            Bell = bell,
        };
        var options = new StationOptions { Trigger = TriggerKind.Button, Vote = new VoteOptions { Frames = 1, MostFrames = 1 } };
        using var loop = new StationLoop(parts, options, [new RegionSpec { Pattern = FieldPattern.Zip }]);
        bell.Ring(TriggerCause.Button);
        loop.Run(done.Token);
        return Percentiles.Median(sink.Times);
    }

    private static double Median(List<double> values) => Percentiles.Median([.. CollectionsMarshal.AsSpan(values)]);
}
