using System.Buffers.Binary;
using System.Text;

namespace EdgeNet.Tests.Shared;

/// <summary>A TrueType font whose glyphs are bars: 1,000 units an em, each character as wide and high as is asked for.</summary>
public static class TinyFont
{
    /// <summary>Writes a font.</summary>
    /// <param name="bars">Each character's bar in units: columns, rows above the baseline, and rows below it.</param>
    public static byte[] Build(IReadOnlyList<(char Character, int Width, int Rise, int Drop)> bars)
    {
        var sorted = bars.OrderBy(b => b.Character).ToArray();
        int glyphs = sorted.Length + 1;
        var glyf = new Bytes();
        var loca = new Bytes();
        var hmtx = new Bytes();
        // Glyph 0 is what a font shows for what it lacks, here nothing.
        loca.U32(0);
        hmtx.U16(500).U16(0);
        foreach ((_, int width, int rise, int drop) in sorted)
        {
            loca.U32((uint)glyf.Length);
            hmtx.U16(width + 100).U16(50);
            glyf.U16(1).U16(50).U16(-drop).U16(50 + width).U16(rise).U16(3).U16(0);
            // Four points on the outline, each a step of 16 bits from the one before.
            glyf.U8(1).U8(1).U8(1).U8(1);
            glyf.U16(50).U16(0).U16(width).U16(0);
            glyf.U16(-drop).U16(rise + drop).U16(0).U16(-rise - drop);
        }

        loca.U32((uint)glyf.Length);
        var cmap = new Bytes();
        cmap.U16(0).U16(1).U16(3).U16(1).U32(12);
        int segments = sorted.Length + 1;
        cmap.U16(4).U16(16 + 8 * segments).U16(0).U16(2 * segments).U16(0).U16(0).U16(0);
        foreach (var bar in sorted) cmap.U16(bar.Character);
        cmap.U16(0xFFFF).U16(0);
        foreach (var bar in sorted) cmap.U16(bar.Character);
        cmap.U16(0xFFFF);
        for (int i = 0; i < sorted.Length; i++) cmap.U16(i + 1 - sorted[i].Character);
        cmap.U16(1);
        for (int i = 0; i < segments; i++) cmap.U16(0);
        var head = new Bytes();
        head.U32(0x00010000).U32(0x00010000).U32(0).U32(0x5F0F3CF5).U16(0).U16(1000).U32(0).U32(0).U32(0).U32(0)
            .U16(0).U16(-1000).U16(1000).U16(1000).U16(0).U16(8).U16(2).U16(1).U16(0);
        var hhea = new Bytes();
        hhea.U32(0x00010000).U16(1000).U16(-300).U16(0).U16(1000).U16(0).U16(0).U16(1000).U16(1).U16(0).U16(0)
            .U16(0).U16(0).U16(0).U16(0).U16(0).U16(glyphs);
        var maxp = new Bytes();
        maxp.U32(0x00010000).U16(glyphs).U16(4).U16(1);
        for (int i = 0; i < 11; i++) maxp.U16(0);
        return Join(("cmap", cmap), ("glyf", glyf), ("head", head), ("hhea", hhea), ("hmtx", hmtx), ("loca", loca), ("maxp", maxp));
    }

    private static byte[] Join(params ReadOnlySpan<(string Name, Bytes Table)> tables)
    {
        var font = new Bytes();
        font.U32(0x00010000).U16(tables.Length).U16(64).U16(2).U16(tables.Length * 16 - 64);
        int offset = 12 + 16 * tables.Length;
        foreach ((string name, Bytes table) in tables)
        {
            foreach (byte letter in Encoding.ASCII.GetBytes(name)) font.U8(letter);
            font.U32(0).U32((uint)offset).U32((uint)table.Length);
            offset += (table.Length + 3) / 4 * 4;
        }

        foreach ((_, Bytes table) in tables)
        {
            font.Append(table);
            while (font.Length % 4 != 0) font.U8(0);
        }

        return font.ToArray();
    }

    private sealed class Bytes
    {
        private readonly List<byte> _bytes = [];

        public int Length => _bytes.Count;

        public Bytes U8(int value)
        {
            _bytes.Add((byte)value);
            return this;
        }

        public Bytes U16(int value)
        {
            Span<byte> bytes = stackalloc byte[2];
            BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
            _bytes.AddRange(bytes);
            return this;
        }

        public Bytes U32(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
            _bytes.AddRange(bytes);
            return this;
        }

        public void Append(Bytes other) => _bytes.AddRange(other._bytes);

        public byte[] ToArray() => [.. _bytes];
    }
}
