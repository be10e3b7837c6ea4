using EdgeNet.Arm64.Tests.Building;
using EdgeNet.Arm64.Tests.Emulation;
using EdgeNet.Arm64.Tests.Networks;
using EdgeNet.Compiler.Tests.Emit;

namespace EdgeNet.Arm64.Tests;

/// <summary>All test networks, compiled once for this machine and once for AArch64, for all tests.</summary>
public sealed class EmulatedNetworks
{
    private readonly Emulator? _emulator;

    public EmulatedNetworks()
    {
        Missing = Tools.Missing();
        if (Missing is not null) return;
        Networks = EmittedNetwork.CompileAll(TestNetworks.All).ToDictionary(n => n.Graph.Name, StringComparer.Ordinal);
        // What is built stays there, for a look at it with aarch64-linux-gnu-objdump.
        string folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "arm64")).FullName;
        _emulator = new(NativeProgram.Build([.. Networks.Values], folder), folder);
    }

    /// <summary>Why nothing was built; null where everything was.</summary>
    public string? Missing { get; }

    internal IReadOnlyDictionary<string, EmittedNetwork> Networks { get; } = new Dictionary<string, EmittedNetwork>();

    internal Emulator Emulator => _emulator!;

    /// <summary>A seeded input of a network.</summary>
    internal static float[] Input(EmittedNetwork network, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, network.Graph.InputLength).Select(_ => (float)(random.NextDouble() * 2 - 1))];
    }
}
