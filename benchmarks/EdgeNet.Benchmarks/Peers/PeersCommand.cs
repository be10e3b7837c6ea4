using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNet.Benchmarks.Inference;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Compiler.Graph;
using EdgeNet.Models;
using EdgeNet.Onnx.Measuring;
using EdgeNet.Onnx.OnnxRuntime;

namespace EdgeNet.Benchmarks.Peers;

/// <summary>
/// `peers [--onnxruntime PATH]`: LeNet-5 in generated code against ONNX Runtime, in turns in one process, each on one thread over tensors
/// that stay where they are. Prints a table for benchmarks/README.md.
/// </summary>
internal static class PeersCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>The largest difference at which two answers, probabilities both, are the same one.</summary>
    private const float Tolerance = 1e-5f;

    /// <returns>The exit code: 1 where answers differ, memory is allocated or there is no ONNX Runtime, 2 for wrong usage.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not ([] or ["--onnxruntime", _]))
        {
            Console.Error.WriteLine("Usage: peers [--onnxruntime PATH]");
            return WrongUsage;
        }

        string? path = arguments is [_, var given] ? given : InstalledOnnxRuntime.Find();
        if (path is null)
        {
            Console.Error.WriteLine($"There is {InstalledOnnxRuntime.Missing}.");
            return Failed;
        }

        try
        {
            return Compare(OnnxRuntimeLibrary.Load(path));
        }
        catch (OnnxRuntimeException e)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
    }

    private static int Compare(OnnxRuntimeLibrary library)
    {
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {VectorWidth.CurrentBits}-bit vectors, against ONNX Runtime {library.Version}; one thread, microseconds");
        Console.WriteLine();
        Console.WriteLine("| network | EdgeNet min | median | p99 | ONNX Runtime min | median | p99 | times faster | fastest to fastest | max difference | allocated bytes |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        bool passed = Compare<LeNet5ReLU>(library);
        passed &= Compare<LeNet5>(library);
        return passed ? 0 : Failed;
    }

    private static bool Compare<T>(OnnxRuntimeLibrary library)
        where T : ICompiledNetwork<T>
    {
        NetworkGraph graph = GraphBuilder.Build(T.Description, out var problems) ?? throw new InvalidOperationException(string.Join("\n", problems));
        using T network = RandomSample.Network<T>();
        var comparison = PeerComparison.Measure(
            library, network, graph, new RandomParameters(T.NetworkInfo, RandomSample.Seed), RandomSample.Input(T.NetworkInfo));
        (Latency ours, Latency theirs) = (comparison.Latency.First, comparison.Latency.Second);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {T.NetworkInfo.Name} | {ours.Min:F1} | {ours.Median:F1} | {ours.P99:F1} | {theirs.Min:F1} | {theirs.Median:F1} | {theirs.P99:F1} | {comparison.Latency.Ratio:F2} | {theirs.Min / ours.Min:F2} | {comparison.MaxDifference:E1} | {ours.AllocatedBytes} |"));
        return comparison.MaxDifference <= Tolerance && ours.AllocatedBytes == 0;
    }
}
