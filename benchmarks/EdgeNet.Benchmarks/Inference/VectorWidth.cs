using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace EdgeNet.Benchmarks.Inference;

/// <summary>A vector width that generated code can be made to run in, by settings of the .NET runtime.</summary>
/// <param name="Id">The job's name.</param>
/// <param name="Bits">The width.</param>
/// <param name="Fused">Whether a multiply-add is one instruction.</param>
/// <param name="Settings">Environment variables.</param>
/// <remarks>
/// DOTNET_EnableAVX2=0 takes FMA away as well, as on machines before 2013. DOTNET_PreferredVectorBitWidth=128 leaves FMA, as 64-bit Arm has it.
/// </remarks>
internal sealed record VectorWidth(string Id, int Bits, bool Fused, params (string Name, string Value)[] Settings)
{
    /// <summary>The environment variable that tells a benchmark's process which width it is meant to have.</summary>
    public const string Variable = "EDGENET_BENCHMARK_WIDTH";

    private static readonly (string, string)[] NoAvx512 = [("DOTNET_EnableAVX512", "0"), ("DOTNET_EnableAVX512F", "0")];

    /// <summary>Every width, widest first.</summary>
    public static IReadOnlyList<VectorWidth> All { get; } =
    [
        new("Vector512", 512, true),
        new("Vector256", 256, true, NoAvx512),
        new("Vector128", 128, true, [.. NoAvx512, ("DOTNET_PreferredVectorBitWidth", "128")]),
        new("Vector128NoFMA", 128, false, [.. NoAvx512, ("DOTNET_EnableAVX2", "0")]),
    ];

    /// <summary>The widest vectors of this process.</summary>
    public static int CurrentBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    private static bool CurrentFused => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Whether the settings can give a process of this machine the width.</summary>
    public bool IsAvailable => Bits <= CurrentBits && (Fused ? CurrentFused : RuntimeInformation.ProcessArchitecture == Architecture.X64);

    /// <summary>Stops a benchmark whose process does not have the width that its job is named after.</summary>
    /// <exception cref="PlatformNotSupportedException">It has another.</exception>
    public static void Verify()
    {
        string? id = Environment.GetEnvironmentVariable(Variable);
        VectorWidth? expected = All.FirstOrDefault(w => w.Id == id);
        if (expected is not null && (expected.Bits != CurrentBits || expected.Fused != CurrentFused))
        {
            throw new PlatformNotSupportedException(
                $"Job {id} is of {expected.Bits}-bit vectors {With(expected.Fused)} FMA, but the process has {CurrentBits} bits {With(CurrentFused)} FMA.");
        }
    }

    private static string With(bool fused) => fused ? "with" : "without";
}
