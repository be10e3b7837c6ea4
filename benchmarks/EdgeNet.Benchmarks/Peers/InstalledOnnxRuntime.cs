using System.Runtime.InteropServices;

namespace EdgeNet.Benchmarks.Peers;

/// <summary>Where ONNX Runtime is: tests compile this file too.</summary>
internal static class InstalledOnnxRuntime
{
    /// <summary>What to say where there is none.</summary>
    public const string Missing = "no ONNX Runtime; run benchmarks/peers.sh or set EDGENET_ONNXRUNTIME to its library";

    /// <summary>The library that EDGENET_ONNXRUNTIME names, or the one that benchmarks/peers.sh has installed; null where there is neither.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("EDGENET_ONNXRUNTIME") is { Length: > 0 } given) return given;
        string installed = Path.Combine("benchmarks", "node_modules", "onnxruntime-node", "bin", "napi-v6", "linux",
            RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(), "libonnxruntime.so.1");
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, installed);
            if (File.Exists(path)) return path;
        }

        return null;
    }
}
