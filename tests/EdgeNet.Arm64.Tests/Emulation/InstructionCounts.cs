using System.Globalization;

namespace EdgeNet.Arm64.Tests.Emulation;

/// <summary>The instructions that an inference executed, and of which kinds.</summary>
internal sealed record InstructionCounts
{
    public int Total { get; init; }

    /// <summary>Instructions that read memory; one that reads two registers is one.</summary>
    public int Loads { get; init; }

    /// <summary>Instructions that write memory.</summary>
    public int Stores { get; init; }

    /// <summary>Multiply-adds on four floats.</summary>
    public int VectorMultiplyAdds { get; init; }

    public static InstructionCounts operator +(InstructionCounts a, InstructionCounts b) => new()
    {
        Total = a.Total + b.Total,
        Loads = a.Loads + b.Loads,
        Stores = a.Stores + b.Stores,
        VectorMultiplyAdds = a.VectorMultiplyAdds + b.VectorMultiplyAdds,
    };

    /// <summary>Counts one instruction word (Arm Architecture Reference Manual for A-profile, C4.1).</summary>
    public static InstructionCounts Of(uint word)
    {
        // Loads and stores have bits 28:25 = x1x0. Bit 22 tells the direction, but for literals (bits 29:27, 24 = 0110), which are loads.
        bool memory = (word & 0x0A000000) == 0x08000000;
        bool load = (word & 0x3B000000) == 0x18000000 || (word & 0x00400000) != 0;
        // FMLA Vd.4S, Vn.4S, Vm.4S and FMLA Vd.4S, Vn.4S, Vm.S[i].
        bool multiplyAdd = (word & 0xFFE0FC00) == 0x4E20CC00 || (word & 0xFFC0F400) == 0x4F801000;
        return new() { Total = 1, Loads = memory && load ? 1 : 0, Stores = memory && !load ? 1 : 0, VectorMultiplyAdds = multiplyAdd ? 1 : 0 };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Total,9:N0} instructions: {VectorMultiplyAdds:N0} vector multiply-adds, {Loads:N0} loads, {Stores:N0} stores");
}
