using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Measuring;

namespace EdgeNet.Rounds;

/// <summary>Measures a network, a round for each line of the standard input.</summary>
internal static class RoundServer
{
    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    /// <summary>Warms up, then serves until the input ends.</summary>
    /// <typeparam name="T">The network.</typeparam>
    public static void Run<T>()
        where T : ICompiledNetwork<T>
    {
        using T network = RandomSample.Network<T>();
        float[] input = RandomSample.Input(T.NetworkInfo);
        float[] output = GC.AllocateArray<float>(T.NetworkInfo.OutputLength, pinned: true);
        var stopwatch = new RoundStopwatch(() => network.Infer(input, output), MeasuringOptions.Default);

        Write($"{RuntimeInformation.FrameworkDescription}, {VectorBits}-bit vectors");
        double microseconds = 1e6 / Stopwatch.Frequency;
        int rounds = 0;
        for (; Console.ReadLine() is not null; rounds++) Write($"{stopwatch.Run() * microseconds}");
        if (rounds == 0) return;
        Latency latency = stopwatch.Latency();
        Write($"{latency.Min} {latency.Median} {latency.P99} {latency.AllocatedBytes} {Convert.ToBase64String(MemoryMarshal.AsBytes<float>(output))}");
    }

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
