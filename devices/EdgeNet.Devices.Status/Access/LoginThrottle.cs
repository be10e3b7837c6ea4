using System.Net;
using System.Net.Sockets;

namespace EdgeNet.Devices.Status.Access;

/// <summary>
/// Slows down who sends wrong tokens: ten at once, then one in six seconds from an address (from a network of 64 bits in IPv6, for one
/// machine has them all). Open sessions are not touched by it.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class LoginThrottle(TimeProvider clock)
{
    internal const int Burst = 10;
    internal const int MostAddresses = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, (double Failures, long Since)> _failures = [];

    internal static TimeSpan Pause { get; } = TimeSpan.FromSeconds(6);

    /// <summary>Whether an address has to wait.</summary>
    internal bool IsBlocked(IPAddress? address)
    {
        lock (_gate)
            return Failures(Key(address)) > Burst - 1;
    }

    /// <summary>Counts a wrong token.</summary>
    internal void Fail(IPAddress? address)
    {
        UInt128 key = Key(address);
        lock (_gate)
        {
            double failures = Failures(key) + 1;
            // Whoever has failed least loses his place: a crowd of addresses cannot free the one that tries hardest.
            if (_failures.Count >= MostAddresses && !_failures.ContainsKey(key)) _failures.Remove(_failures.Keys.MinBy(Failures));
            _failures[key] = (failures, clock.GetTimestamp());
        }
    }

    private double Failures(UInt128 key) =>
        _failures.TryGetValue(key, out (double Failures, long Since) entry)
            ? Math.Max(0, entry.Failures - clock.GetElapsedTime(entry.Since) / Pause)
            : 0;

    private static UInt128 Key(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        if (address is null || !address.TryWriteBytes(bytes, out _)) return 0;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) bytes[8..].Clear();
        // One bit tells the short addresses from the long ones.
        return (System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes) & ~UInt128.One)
            | (address.AddressFamily == AddressFamily.InterNetworkV6 ? UInt128.One : UInt128.Zero);
    }
}
