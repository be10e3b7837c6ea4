using System.Globalization;

namespace EdgeNet.Compiler.Planning;

/// <summary>A vector width that code is emitted for, with the limits of the machines and compilers behind it.</summary>
/// <param name="Bits">128, 256 or 512.</param>
/// <param name="Registers">Vector registers: 32 with AVX-512, 16 with AVX2. 128-bit code is shaped for AArch64 with its 32.</param>
/// <param name="FmaBudget">
/// Multiply-adds of one straight-line body. Longer ones run slower: LeNet-5 on 256 bits was fastest with kernel rows straight-line,
/// some 4 % slower with whole 5×5 kernels (a budget of 600) and 9 % with all taps (1,500); and past some 400 on 128 bits, which has four
/// times the accumulators for the same work, compilers begin to spill. To repeat: change the budget and run benchmarks/ with "peers".
/// </param>
public sealed record VectorWidth(int Bits, int Registers, int FmaBudget)
{
    /// <summary>Output channels of a block of packed weights: one vector of the widest kind.</summary>
    public const int BlockLanes = 16;

    /// <summary>The widths, widest first.</summary>
    public static IReadOnlyList<VectorWidth> All { get; } = [new(512, 32, 128), new(256, 16, 128), new(128, 32, 128)];

    /// <summary>float32 elements of a vector.</summary>
    public int Lanes => Bits / 32;

    /// <summary>
    /// Whether the code is shaped for AArch64: there an element is broadcast over a vector by a load and a <c>dup</c>, one instruction
    /// loads two neighbouring vectors, and cores start two to four instructions a cycle, so that each one counts.
    /// </summary>
    public bool IsForArm => Bits == 128;

    /// <summary>The class with the vector's operations: Vector256.</summary>
    public string Type => "Vector" + Bits.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// What a number of elements is best held in: 256 bits where 512 would be half empty, which cost some processors twice as much.
    /// </summary>
    /// <param name="elements">The elements.</param>
    public VectorWidth For(int elements) => Bits == 512 && elements <= Lanes / 2 ? this with { Bits = 256 } : this;

    /// <summary>Vectors that hold a number of elements.</summary>
    /// <param name="elements">The elements.</param>
    public int Vectors(int elements) => (elements + Lanes - 1) / Lanes;
}
