using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNet.Measuring;

namespace EdgeNet.Benchmarks.AheadOfTime;

/// <summary>
/// `aot ROUNDS_DLL ROUNDS_NATIVE [NETWORK…]`: the program of benchmarks/Rounds run by the JIT and compiled by NativeAOT, in turns, a table of
/// both. benchmarks/aot.sh builds the two.
/// </summary>
internal static class AheadOfTimeCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>The largest difference at which two answers, probabilities both, are the same one.</summary>
    private const float Tolerance = 1e-5f;

    private static readonly string[] AllNetworks =
        ["LeNet5ReLU", "LeNet5", "ResNet8", "DsCnn", "MobileNetV1", "TimeSeriesCnn", "VolumeCnn", "AlexNet", "ResNet18", "ResNet50"];

    /// <returns>The exit code: 1 where answers differ, memory is allocated or a program does not run, 2 for wrong usage.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments.Length < 2)
        {
            Console.Error.WriteLine("Usage: aot ROUNDS_DLL ROUNDS_NATIVE [NETWORK…]; benchmarks/aot.sh does the rest.");
            return WrongUsage;
        }

        string[] jit = ["dotnet", arguments[0]], native = [arguments[1]];
        bool sound = true, head = true;
        try
        {
            foreach (string network in arguments.Length > 2 ? arguments[2..] : AllNetworks)
            {
                sound &= Compare(network, jit, native, head);
                head = false;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or IOException)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }

        return sound ? 0 : Failed;
    }

    private static bool Compare(string network, string[] jitCommand, string[] nativeCommand, bool head)
    {
        using var jit = new MeasuredProgram(jitCommand, network);
        using var native = new MeasuredProgram(nativeCommand, network);
        if (head)
        {
            Console.WriteLine($"One thread, batch 1. JIT: {jit.Description}; NativeAOT: {native.Description}.");
            Console.WriteLine();
            Console.WriteLine("| network | JIT median µs | NativeAOT median µs | NativeAOT to JIT (median of pairs) | fastest to fastest | max difference | allocated bytes |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
        }

        var ratios = new List<double>();
        for (var rounds = new RoundCounter(MeasuringOptions.Default); rounds.Next();)
        {
            // Taking turns at going first, neither always follows the other.
            double timeJit, timeNative;
            if (ratios.Count % 2 == 0) (timeJit, timeNative) = (jit.Round(), native.Round());
            else (timeNative, timeJit) = (native.Round(), jit.Round());
            ratios.Add(timeNative / timeJit);
        }

        double ratio = Percentiles.Median(CollectionsMarshal.AsSpan(ratios));
        MeasuredRounds a = jit.End(), b = native.End();
        float difference = a.Answer.Zip(b.Answer, (x, y) => Math.Abs(x - y)).Max();
        long allocated = Math.Max(a.AllocatedBytes, b.AllocatedBytes);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {network} | {a.Median:N1} | {b.Median:N1} | {ratio:F2} | {b.Min / a.Min:F2} | {difference:0.0e0} | {allocated} |"));
        return difference <= Tolerance && allocated == 0;
    }
}
