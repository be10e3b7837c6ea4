using JpegLibrary;

namespace EdgeNet.Devices.Status.Pictures;

/// <summary>Grey pixels as the encoder takes them: in blocks of 8 × 8, those beyond the edges repeated from them.</summary>
/// <param name="pixels">Row by row, tightly packed.</param>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
internal sealed class GreyBlocks(ReadOnlyMemory<byte> pixels, int width, int height) : JpegBlockInputReader
{
    private const int Side = 8;

    public override int Width => width;

    public override int Height => height;

    public override void ReadBlock(ref short blockRef, int componentIndex, int x, int y)
    {
        Span<short> block = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref blockRef, Side * Side);
        ReadOnlySpan<byte> all = pixels.Span;
        for (int row = 0; row < Side; row++)
        {
            ReadOnlySpan<byte> line = all.Slice(Math.Min(y + row, height - 1) * width, width);
            for (int column = 0; column < Side; column++)
                block[row * Side + column] = line[Math.Min(x + column, width - 1)];
        }
    }
}
