using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNet.Benchmarks.Inference;
using EdgeNet.Benchmarks.Networks;
using EdgeNet.Benchmarks.Roofline;
using EdgeNet.Measuring;
using EdgeNet.Measuring.Peers;
using EdgeNet.Models;

namespace EdgeNet.Benchmarks.Peers;

/// <summary>
/// `peers [NETWORK…] [--onnxruntime PATH]`: generated code against ONNX Runtime, in turns in one process, each on one thread over tensors
/// that stay where they are, and against plain C. ONNX Runtime is that of its package, or the one at PATH. Prints the table of benchmarks/RESULTS.md.
/// </summary>
internal static class PeersCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    private static readonly Dictionary<string, Func<OnnxRuntimeLibrary, MeasuringOptions, PeerRow>> Networks = new(StringComparer.OrdinalIgnoreCase)
    {
        [nameof(LeNet5ReLU)] = PeerRow.Measure<LeNet5ReLU>,
        [nameof(LeNet5)] = PeerRow.Measure<LeNet5>,
        [nameof(ResNet8)] = PeerRow.Measure<ResNet8>,
        [nameof(DsCnn)] = PeerRow.Measure<DsCnn>,
        [nameof(MobileNetV1)] = PeerRow.Measure<MobileNetV1>,
        [nameof(TimeSeriesCnn)] = PeerRow.Measure<TimeSeriesCnn>,
        [nameof(VolumeCnn)] = PeerRow.Measure<VolumeCnn>,
        [nameof(AlexNet)] = PeerRow.Measure<AlexNet>,
        [nameof(ResNet18)] = PeerRow.Measure<ResNet18>,
        [nameof(ResNet50)] = PeerRow.Measure<ResNet50>,
    };

    /// <returns>The exit code: 1 where answers differ, memory is allocated or there is no ONNX Runtime, 2 for wrong usage.</returns>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        string? path = null;
        var names = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == "--onnxruntime" && i + 1 < arguments.Length) path = arguments[++i];
            else if (Networks.ContainsKey(arguments[i])) names.Add(arguments[i]);
            else
            {
                Console.Error.WriteLine($"Usage: peers [NETWORK…] [--onnxruntime PATH], where the networks are {string.Join(", ", Networks.Keys)}");
                return WrongUsage;
            }
        }

        try
        {
            return Compare(path is null ? OnnxRuntimeLibrary.LoadBundled() : OnnxRuntimeLibrary.Load(path), names.Count == 0 ? Networks.Keys : names);
        }
        catch (PeerException e)
        {
            Console.Error.WriteLine(e.Message);
            return Failed;
        }
    }

    private static int Compare(OnnxRuntimeLibrary library, IEnumerable<string> names)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{RuntimeInformation.FrameworkDescription}, {VectorWidth.CurrentBits}-bit vectors, one thread, batch 1, against ONNX Runtime {library.Version}; peak {FmaPeak.Measure() / 1e9:F1} G multiply-adds a second."));
        Console.WriteLine();
        Console.WriteLine(PeerRow.Head);
        bool sound = true;
        foreach (string name in names)
        {
            PeerRow row = Networks[name](library, MeasuringOptions.Default);
            Console.WriteLine(row);
            sound &= row.IsSound;
        }

        return sound ? 0 : Failed;
    }
}
