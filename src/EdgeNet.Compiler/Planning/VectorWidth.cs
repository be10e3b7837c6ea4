using System.Globalization;

namespace EdgeNet.Compiler.Planning;

/// <summary>A vector width that code is emitted for, with the limits of the machines and compilers behind it.</summary>
/// <param name="Bits">128, 256 or 512.</param>
/// <param name="Registers">Vector registers: 32 with AVX-512, 16 with AVX2. 128-bit code is shaped for AArch64 with its 32.</param>
/// <param name="FmaBudget">
/// Multiply-adds of one straight-line body. Past it the JIT and AOT compilers begin to spill: 128-bit code has four times the
/// accumulators for the same work and falls first.
/// </param>
public sealed record VectorWidth(int Bits, int Registers, int FmaBudget)
{
    /// <summary>Output channels of a block of packed weights: one vector of the widest kind.</summary>
    public const int BlockLanes = 16;

    /// <summary>The widths, widest first.</summary>
    public static IReadOnlyList<VectorWidth> All { get; } = [new(512, 32, 600), new(256, 16, 600), new(128, 32, 400)];

    /// <summary>float32 elements of a vector.</summary>
    public int Lanes => Bits / 32;

    /// <summary>The class with the vector's operations: Vector256.</summary>
    public string Type => "Vector" + Bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>Vectors that hold a number of elements.</summary>
    /// <param name="elements">The elements.</param>
    public int Vectors(int elements) => (elements + Lanes - 1) / Lanes;
}
