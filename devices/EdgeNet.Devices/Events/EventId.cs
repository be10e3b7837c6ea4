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
        Span<byte> bytes = stackalloc byte[16];
        // A GUID is the system's random bytes but for those that hold its version. RandomNumberGenerator would load OpenSSL, and end the
        // program on a device that has none.
        Guid.NewGuid().TryWriteBytes(bytes);
        bytes[..6].CopyTo(bytes[6..]);
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
