using BitMiracle.LibTiff.Classic;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.TiffFiles;

/// <summary>
/// Decodes the first picture of a TIFF file. LibTiff decodes strips and tiles of what <see cref="TiffDirectory"/> has checked; a row or a
/// tile is in memory at a time.
/// </summary>
internal static unsafe class TiffDecoder
{
    // Lines of a fax suffer on their way, and are read all the same. Of other pictures no byte may be missing.
    private const int MostFaxFaults = 100;

    /// <summary>Decodes a picture.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="withColors">Whether colours are asked for too.</param>
    /// <exception cref="PictureException">The file is damaged, of a kind that is not read, or beyond <see cref="PictureLimits"/>.</exception>
    internal static GreyPicture Decode(ReadOnlySpan<byte> data, string name, bool withColors)
    {
        TiffDirectory directory = TiffDirectory.Parse(data, name);
        TiffLog log = TiffLog.Begin();
        var planes = new Tiff[directory.Planes];
        try
        {
            fixed (byte* bytes = data)
            {
                for (int i = 0; i < planes.Length; i++)
                    planes[i] = Open(bytes, data.Length, directory, log, name);
                // Libraries warn of many a tag that matters to nobody.
                log.Clear();
                GreyPicture picture = Decode(planes, directory, log, name, withColors);
                if (log.First is { } fault)
                {
                    var warnings = new PictureWarnings(name);
                    warnings.Add($"TIFF pixels: expected whole lines, found damage to {log.Count} of them ({fault})");
                    picture.Warning = warnings.Text;
                }

                picture.DropWeakColor();
                return PictureOrientation.Apply(picture, directory.Orientation);
            }
        }
        catch (Exception error) when (error is not (OutOfMemoryException or PictureException))
        {
            // The library documents no exceptions: damaged data end in several of the framework's.
            throw PictureException.In(name, $"TIFF pixels: expected whole data, found damage", error);
        }
        finally
        {
            foreach (Tiff? plane in planes)
                plane?.Dispose();
            TiffLog.End();
        }
    }

    /// <summary>Opens the file once for every plane, so that each is read from its first row to its last.</summary>
    private static Tiff Open(byte* bytes, int length, TiffDirectory directory, TiffLog log, string name)
    {
        var stream = new UnmanagedMemoryStream(bytes, length);
        Tiff tiff = Tiff.ClientOpen("TIFF", "r", stream, new TiffStream())
            ?? throw PictureException.In(name, $"TIFF directory: expected one that is whole, found damage ({log.First})");
        if (directory.IsYCbCr)
            tiff.SetField(TiffTag.JPEGCOLORMODE, JpegColorMode.RGB);
        return tiff;
    }

    private static GreyPicture Decode(Tiff[] planes, TiffDirectory directory, TiffLog log, string name, bool withColors)
    {
        var samples = new TiffSamples(directory, Palette(planes[0], directory, name));
        var picture = new GreyPicture(directory.Width, directory.Height, samples.HasColor, withColors && samples.HasColor);
        int samplesAPlane = directory.Samples / directory.Planes;
        if (directory.TileWidth > 0)
        {
            int tileRow = CheckedRow(planes[0].TileRowSize(), (long)directory.TileWidth * samplesAPlane * directory.Bits, name);
            ReadTiles(planes, directory, tileRow, samples, picture, new TiffFaults(log, MostFaults(directory), name));
        }
        else
        {
            int row = CheckedRow(planes[0].ScanlineSize(), (long)directory.Width * samplesAPlane * directory.Bits, name);
            ReadRows(planes, row, samples, picture, new TiffFaults(log, MostFaults(directory), name));
        }

        return picture;
    }

    private static int MostFaults(TiffDirectory directory) => directory.Compression is 2 or 3 or 4 ? MostFaxFaults : 0;

    private static int CheckedRow(int found, long bits, string name)
    {
        if (found < (bits + 7) / 8)
            throw PictureException.In(name, $"TIFF pixels: expected {(bits + 7) / 8} bytes a row, found {found}");
        return found;
    }

    private static void ReadRows(Tiff[] planes, int length, TiffSamples samples, GreyPicture picture, TiffFaults faults)
    {
        byte[][] rows = Buffers(planes.Length, length);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int plane = 0; plane < planes.Length; plane++)
            {
                bool isRead = planes[plane].ReadScanline(rows[plane], y, (short)plane);
                faults.ThrowIfDamaged(isRead, y);
            }

            samples.Convert(rows, 0, picture.Row(y), picture.DropoutRow(y), picture.ColorRow(y));
        }
    }

    private static void ReadTiles(
        Tiff[] planes, TiffDirectory directory, int tileRow, TiffSamples samples, GreyPicture picture, TiffFaults faults)
    {
        byte[][] tiles = Buffers(planes.Length, planes[0].TileSize());
        for (int top = 0; top < picture.Height; top += directory.TileHeight)
        {
            for (int left = 0; left < picture.Width; left += directory.TileWidth)
            {
                for (int plane = 0; plane < planes.Length; plane++)
                {
                    bool isRead = planes[plane].ReadTile(tiles[plane], 0, left, top, 0, (short)plane) >= 0;
                    faults.ThrowIfDamaged(isRead, top);
                }

                int columns = Math.Min(directory.TileWidth, picture.Width - left);
                for (int y = 0; y < directory.TileHeight && top + y < picture.Height; y++)
                {
                    Span<byte> dropout = picture.DropoutRow(top + y), colors = picture.ColorRow(top + y);
                    samples.Convert(
                        tiles, y * tileRow, picture.Row(top + y).Slice(left, columns), dropout.IsEmpty ? [] : dropout.Slice(left, columns),
                        colors.IsEmpty ? [] : colors.Slice(GreyPicture.BytesPerColor * left, GreyPicture.BytesPerColor * columns));
                }
            }
        }
    }

    private static byte[][] Buffers(int count, int length)
    {
        byte[][] buffers = new byte[count][];
        for (int i = 0; i < count; i++)
            buffers[i] = new byte[length];
        return buffers;
    }

    private static ushort[][] Palette(Tiff tiff, TiffDirectory directory, string name)
    {
        if (directory.Color != TiffColor.Palette)
            return [];
        FieldValue[]? fields = tiff.GetField(TiffTag.COLORMAP);
        ushort[][] palette = new ushort[3][];
        bool isNarrow = true;
        for (int channel = 0; channel < 3; channel++)
        {
            palette[channel] = fields?[channel].ToUShortArray() ?? [];
            if (palette[channel].Length < 1 << directory.Bits)
                throw PictureException.In(name, $"TIFF palette: expected {1 << directory.Bits} colours, found {palette[channel].Length}");
            isNarrow &= !palette[channel].AsSpan().ContainsAnyInRange((ushort)256, ushort.MaxValue);
        }

        // Some programs write eight bits where sixteen belong.
        if (isNarrow)
        {
            foreach (ushort[] channel in palette)
            {
                for (int i = 0; i < channel.Length; i++)
                    channel[i] *= 257;
            }
        }

        return palette;
    }
}
