namespace EdgeNet.Cli.Pages;

/// <summary>
/// How long an inference is likely to take on one core of a Raspberry Pi. Nobody measured it there: the bounds are instructions, counted
/// under
/// QEMU for nine networks (benchmarks/README.md, "AArch64 instructions of one inference": 0.16 to 0.51 a multiply-add), over the clock and
/// how many instructions a core can begin in a cycle at most, or begins when it mostly waits.
/// </summary>
/// <param name="Device">The device and its processor.</param>
/// <param name="Clock">Cycles a second.</param>
/// <param name="Most">The most instructions of a cycle, which Arm's manuals of the core give: no code is faster.</param>
/// <param name="Least">
/// Instructions of a cycle in slow code: an assumption, of a half in order, where loads stall the core, and of one out of order.
/// </param>
/// <param name="Bandwidth">Bytes a second that its memory gives at most.</param>
/// <param name="Cache">Bytes of its last cache: weights beyond it are loaded from memory for each inference.</param>
internal sealed record DeviceTime(string Device, double Clock, double Most, double Least, double Bandwidth, double Cache)
{
    /// <summary>The least and the most instructions of a multiply-add of all networks that were counted.</summary>
    public const double FewInstructions = 0.16, ManyInstructions = 0.51;

    /// <summary>The share of its bandwidth that one core draws from memory in slow code: an assumption.</summary>
    private const double SlowShare = 0.25;

    /// <summary>
    /// The devices: clocks and memory as Raspberry Pi's product briefs give them (32-bit LPDDR2-900, LPDDR4-3200, LPDDR4X-4267).
    /// </summary>
    public static IReadOnlyList<DeviceTime> All { get; } =
    [
        new("Raspberry Pi 3 (Cortex-A53, 1.2 GHz)", 1.2e9, 2, 0.5, 3.6e9, 512e3),
        new("Raspberry Pi 4 (Cortex-A72, 1.5 GHz)", 1.5e9, 3, 1, 12.8e9, 1e6),
        new("Raspberry Pi 5 (Cortex-A76, 2.4 GHz)", 2.4e9, 4, 1, 17e9, 2e6),
    ];

    /// <summary>The bounds of the time.</summary>
    /// <param name="multiplyAdds">Multiply-adds of an inference.</param>
    /// <param name="weightsBytes">Bytes of the packed weights.</param>
    /// <returns>Seconds.</returns>
    public (double Low, double High) Bounds(long multiplyAdds, long weightsBytes)
    {
        double loaded = weightsBytes > Cache ? weightsBytes : 0;
        return (Math.Max(multiplyAdds * FewInstructions / (Clock * Most), loaded / Bandwidth),
            multiplyAdds * ManyInstructions / (Clock * Least) + loaded / (SlowShare * Bandwidth));
    }
}
