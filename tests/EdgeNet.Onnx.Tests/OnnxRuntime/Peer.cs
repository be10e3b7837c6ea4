using EdgeNet.Benchmarks.Peers;
using EdgeNet.Onnx.OnnxRuntime;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.OnnxRuntime;

/// <summary>ONNX Runtime for tests; where it is not installed, they say that they skip.</summary>
internal static class Peer
{
    /// <summary>The library, or null where there is none.</summary>
    public static OnnxRuntimeLibrary? Find(ITestOutputHelper output)
    {
        string? path = InstalledOnnxRuntime.Find();
        if (path is null) output.WriteLine($"Skipped: {InstalledOnnxRuntime.Missing}.");
        return path is null ? null : OnnxRuntimeLibrary.Load(path);
    }
}
