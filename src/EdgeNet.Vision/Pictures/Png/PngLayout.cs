namespace EdgeNet.Vision.Pictures.Png;

/// <summary>What a PNG file consists of, after every chunk's length, CRC, order and number have been checked. Nothing is allocated so far.</summary>
internal ref struct PngLayout
{
    internal PngHeader Header;
    internal ReadOnlySpan<byte> Palette;
    internal ReadOnlySpan<byte> Transparency;
    internal bool HasTransparency;

    /// <summary>Where the first IDAT chunk begins; the others follow it without a gap.</summary>
    internal int FirstIdat;
    internal int IdatCount;
    internal long CompressedLength;

    internal static PngLayout Parse(ReadOnlySpan<byte> file, string name)
    {
        PngChunk chunk = PngChunk.Read(file, PngDecoder.SignatureLength, name);
        if (chunk.Type != PngChunk.Ihdr)
            throw PictureException.In(name, $"PNG chunk at byte {chunk.Position}: expected IHDR first, found {chunk.TypeName}");
        var layout = new PngLayout { Header = PngHeader.Parse(chunk.Data, chunk.Position, name) };
        bool afterPixels = false;
        while (true)
        {
            int position = chunk.End;
            chunk = PngChunk.Read(file, position, name);
            if (chunk.Type == PngChunk.Iend)
                break;
            if (chunk.Type == PngChunk.Idat && afterPixels)
                throw PictureException.In(name, $"PNG chunk IDAT at byte {position}: expected all IDAT chunks in a row, found another chunk between them");
            if (chunk.Type == PngChunk.Idat)
                layout.AddPixels(chunk);
            else
                layout.AddOther(chunk, name);
            afterPixels = layout.IdatCount > 0 && chunk.Type != PngChunk.Idat;
        }

        if (chunk.Data.Length != 0)
            throw PictureException.In(name, $"PNG chunk IEND at byte {chunk.Position}: expected 0 bytes, found {chunk.Data.Length}");
        if (layout.IdatCount == 0)
            throw PictureException.In(name, $"PNG chunk IEND at byte {chunk.Position}: expected an IDAT chunk before it, found none");
        if (layout.Header.Color == PngColor.Palette && layout.Palette.IsEmpty)
            throw PictureException.In(name, $"PNG: expected a PLTE chunk for colour type 3, found none");
        return layout;
    }

    private void AddPixels(PngChunk chunk)
    {
        if (IdatCount++ == 0)
            FirstIdat = chunk.Position;
        CompressedLength += chunk.Data.Length;
    }

    private void AddOther(PngChunk chunk, string name)
    {
        switch (chunk.Type)
        {
            case PngChunk.Plte:
                AddPalette(chunk, name);
                break;
            case PngChunk.Trns:
                AddTransparency(chunk, name);
                break;
            case PngChunk.Ihdr:
                throw PictureException.In(name, $"PNG chunk IHDR at byte {chunk.Position}: expected only one, found a second");
            default:
                if (!chunk.IsAncillary)
                {
                    throw PictureException.In(
                        name, $"PNG chunk {chunk.TypeName} at byte {chunk.Position}: expected IHDR, PLTE, IDAT, IEND or an optional chunk, found an unknown critical one");
                }

                break;
        }
    }

    private void AddPalette(PngChunk chunk, string name)
    {
        ThrowIfLate(chunk, name);
        if (!Palette.IsEmpty)
            throw PictureException.In(name, $"PNG chunk PLTE at byte {chunk.Position}: expected only one, found a second");
        if (HasTransparency)
            throw PictureException.In(name, $"PNG chunk PLTE at byte {chunk.Position}: expected PLTE before tRNS, found it after");
        if (Header.Color is PngColor.Grey or PngColor.GreyAlpha)
            throw PictureException.In(name, $"PNG chunk PLTE at byte {chunk.Position}: expected none for colour type {(int)Header.Color}, found one");
        int most = Header.Color == PngColor.Palette ? Header.MaxSample + 1 : 256;
        if (chunk.Data.Length == 0 || chunk.Data.Length % 3 != 0 || chunk.Data.Length > 3 * most)
        {
            throw PictureException.In(
                name, $"PNG chunk PLTE at byte {chunk.Position}: expected 1 to {most} entries of 3 bytes, found {chunk.Data.Length} bytes");
        }

        Palette = chunk.Data;
    }

    private void AddTransparency(PngChunk chunk, string name)
    {
        ThrowIfLate(chunk, name);
        if (HasTransparency)
            throw PictureException.In(name, $"PNG chunk tRNS at byte {chunk.Position}: expected only one, found a second");
        int length = chunk.Data.Length;
        switch (Header.Color)
        {
            case PngColor.Grey when length != 2:
                throw PictureException.In(name, $"PNG chunk tRNS at byte {chunk.Position}: expected 2 bytes for colour type 0, found {length}");
            case PngColor.Rgb when length != 6:
                throw PictureException.In(name, $"PNG chunk tRNS at byte {chunk.Position}: expected 6 bytes for colour type 2, found {length}");
            case PngColor.Palette when Palette.IsEmpty:
                throw PictureException.In(name, $"PNG chunk tRNS at byte {chunk.Position}: expected PLTE before it, found none");
            case PngColor.Palette when length == 0 || length > Palette.Length / 3:
                throw PictureException.In(
                    name, $"PNG chunk tRNS at byte {chunk.Position}: expected 1 to {Palette.Length / 3} bytes, as PLTE has entries, found {length}");
            case PngColor.GreyAlpha or PngColor.Rgba:
                throw PictureException.In(name, $"PNG chunk tRNS at byte {chunk.Position}: expected none for colour type {(int)Header.Color}, found one");
        }

        Transparency = chunk.Data;
        HasTransparency = true;
    }

    private readonly void ThrowIfLate(PngChunk chunk, string name)
    {
        if (IdatCount > 0)
            throw PictureException.In(name, $"PNG chunk {chunk.TypeName} at byte {chunk.Position}: expected it before IDAT, found it after");
    }
}
