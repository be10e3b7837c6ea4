using System.Buffers.Binary;
using System.Text;

namespace EdgeNet.Training.TensorBoard;

/// <summary>
/// The few fields of TensorFlow's event.proto and summary.proto that are written here, by hand: they need no schema compiler and no library
/// in whoever trains.
/// </summary>
internal sealed class EventMessage
{
    private const int Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5;

    private readonly MemoryStream _stream = new();

    /// <summary>A field that is a double.</summary>
    public EventMessage Double(int field, double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Key(field, Fixed64);
        _stream.Write(bytes);
        return this;
    }

    /// <summary>A field that is a float.</summary>
    public EventMessage Float(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Key(field, Fixed32);
        _stream.Write(bytes);
        return this;
    }

    /// <summary>A field that is a whole number of 0 or more.</summary>
    public EventMessage Whole(int field, long value)
    {
        Key(field, Varint);
        Number((ulong)value);
        return this;
    }

    /// <summary>A field that is a text.</summary>
    public EventMessage Text(int field, string value) => Raw(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field that is a message.</summary>
    public EventMessage Message(int field, EventMessage value) => Raw(field, value.ToArray());

    /// <summary>A field that is a packed list of doubles.</summary>
    public EventMessage Doubles(int field, IReadOnlyList<double> values)
    {
        byte[] bytes = new byte[8 * values.Count];
        for (int i = 0; i < values.Count; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8 * i), values[i]);
        return Raw(field, bytes);
    }

    /// <summary>The message.</summary>
    public byte[] ToArray() => _stream.ToArray();

    private EventMessage Raw(int field, byte[] value)
    {
        Key(field, Bytes);
        Number((ulong)value.Length);
        _stream.Write(value);
        return this;
    }

    private void Key(int field, int type) => Number((ulong)(field << 3 | type));

    private void Number(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _stream.WriteByte((byte)(value | 0x80));
        _stream.WriteByte((byte)value);
    }
}
