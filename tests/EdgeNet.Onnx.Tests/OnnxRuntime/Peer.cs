using System.Runtime.InteropServices;
using EdgeNet.Onnx.OnnxRuntime;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.OnnxRuntime;

/// <summary>
/// ONNX Runtime for tests: the library that EDGENET_ONNXRUNTIME names, or the one that benchmarks/peers.sh has installed. Where there is
/// neither, tests say that they skip.
/// </summary>
internal static class Peer
{
    private static readonly string Installed = Path.Combine("benchmarks", "node_modules", "onnxruntime-node", "bin", "napi-v6", "linux",
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), "libonnxruntime.so.1");

    /// <summary>The library, or null where there is none.</summary>
    public static OnnxRuntimeLibrary? Find(ITestOutputHelper output)
    {
        string? path = Environment.GetEnvironmentVariable("EDGENET_ONNXRUNTIME") is { Length: > 0 } given ? given : FindInstalled();
        if (path is null) output.WriteLine("Skipped: no ONNX Runtime; run benchmarks/peers.sh or set EDGENET_ONNXRUNTIME to its library.");
        return path is null ? null : OnnxRuntimeLibrary.Load(path);
    }

    private static string? FindInstalled()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, Installed);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
