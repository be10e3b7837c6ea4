using System.Buffers.Binary;

namespace EdgeNet.Devices.Events;

/// <summary>
/// Identifiers of events: 26 characters of Crockford's base 32, of 48 bits of milliseconds and 80 random bits, as
/// <see href="https://github.com/ulid/spec">ULID</see> has them. Those of one object grow even where the clock is set back.
/// </summary>
/// <param name="clock">The clock.</param>
public sealed class EventId(TimeProvider clock)
{
    private const string Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    private readonly Lock _gate = new();
    private UInt128 _last;

    /// <summary>The next identifier. Any thread may ask.</summary>
    public string Next()
    {
        // The kernel's random numbers, by Guid: RandomNumberGenerator needs OpenSSL, which a small system may lack. Six bits of a
        // Guid's bytes 7 and 8 are fixed, so these are not among the ten that are taken.
        Span<byte> random = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(random);
        Span<byte> bytes = stackalloc byte[16];
        random[9..].CopyTo(bytes[6..]);
        random[..3].CopyTo(bytes[13..]);
        ulong milliseconds = (ulong)Math.Max(0, clock.GetUtcNow().ToUnixTimeMilliseconds());
        UInt128 id = ((UInt128)milliseconds << 80) | (BinaryPrimitives.ReadUInt128BigEndian(bytes) & ((UInt128.One << 80) - 1));
        lock (_gate)
        {
            if (id <= _last) id = _last + 1;
            _last = id;
        }

        return string.Create(Length, id, static (text, value) =>
        {
            for (int i = Length - 1; i >= 0; i--)
            {
                text[i] = Symbols[(int)(value & 31)];
                value >>= 5;
            }
        });
    }
}
