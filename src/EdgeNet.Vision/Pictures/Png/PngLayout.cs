namespace EdgeNet.Vision.Pictures.Png;

/// <summary>
/// What a PNG file consists of, after every chunk's length, CRC, order and number have been checked. Nothing is allocated so far. A fault
/// in what the pixels need (IHDR, a palette's PLTE, IDAT, IEND) is an error, as libpng has it; one in other chunks is a warning, and the
/// chunk is passed over.
/// </summary>
internal ref struct PngLayout
{
    internal PngHeader Header;
    internal ReadOnlySpan<byte> Palette;
    internal ReadOnlySpan<byte> Transparency;
    internal bool HasTransparency;

    /// <summary>The EXIF data; empty if there are none.</summary>
    internal ReadOnlySpan<byte> Exif;

    /// <summary>Where the first IDAT chunk begins; the others follow it without a gap.</summary>
    internal int FirstIdat;
    internal int IdatCount;
    internal long CompressedLength;

    private readonly string _name;
    private readonly PictureWarnings _warnings;

    private PngLayout(string name, PictureWarnings warnings)
    {
        _name = name;
        _warnings = warnings;
    }

    internal static PngLayout Parse(ReadOnlySpan<byte> file, string name, PictureWarnings warnings)
    {
        PngChunk chunk = PngChunk.Read(file, PngDecoder.SignatureLength, name);
        if (chunk.Type != PngChunk.Ihdr)
            throw PictureException.In(name, $"PNG chunk at byte {chunk.Position}: expected IHDR first, found {chunk.TypeName}");
        var layout = new PngLayout(name, warnings);
        layout.ThrowIfDamaged(chunk);
        layout.Header = PngHeader.Parse(chunk.Data, chunk.Position, name);
        bool afterPixels = false;
        while (true)
        {
            int position = chunk.End;
            if (layout.IdatCount > 0 && !PngChunk.IsWhole(file, position))
            {
                // The pixels may be whole: of a file that was cut off, they tell.
                warnings.Add($"PNG: expected another chunk at byte {position}, found {file.Length - position} bytes before the end of the file");
                layout.CheckEnd();
                return layout;
            }

            chunk = PngChunk.Read(file, position, name);
            if (chunk.Type == PngChunk.Iend)
                break;
            if (chunk.Type == PngChunk.Idat && afterPixels)
                throw PictureException.In(name, $"PNG chunk IDAT at byte {position}: expected all IDAT chunks in a row, found another chunk between them");
            if (chunk.Type == PngChunk.Idat)
                layout.AddPixels(chunk);
            else
                layout.AddOther(chunk);
            afterPixels = layout.IdatCount > 0 && chunk.Type != PngChunk.Idat;
        }

        layout.ThrowIfDamaged(chunk);
        layout.CheckEnd();
        if (chunk.Data.Length != 0)
            warnings.Add($"PNG chunk IEND at byte {chunk.Position}: expected 0 bytes, found {chunk.Data.Length}");
        if (chunk.End < file.Length)
            warnings.Add($"PNG: expected the end of the file after IEND at byte {chunk.End}, found {file.Length - chunk.End} bytes more");
        return layout;
    }

    private readonly void CheckEnd()
    {
        if (IdatCount == 0)
            throw PictureException.In(_name, $"PNG: expected an IDAT chunk before IEND, found none");
        if (Header.Color == PngColor.Palette && Palette.IsEmpty)
            throw PictureException.In(_name, $"PNG: expected a PLTE chunk for colour type 3, found none");
    }

    private void AddPixels(PngChunk chunk)
    {
        ThrowIfDamaged(chunk);
        if (IdatCount++ == 0)
            FirstIdat = chunk.Position;
        CompressedLength += chunk.Data.Length;
    }

    private void AddOther(PngChunk chunk)
    {
        bool isNeeded = chunk.Type == PngChunk.Plte ? Header.Color == PngColor.Palette : !chunk.IsAncillary;
        if (isNeeded)
            ThrowIfDamaged(chunk);
        if (chunk.ComputedCrc != chunk.StoredCrc)
        {
            _warnings.Add($"PNG chunk {chunk.TypeName} at byte {chunk.Position}: expected CRC 0x{chunk.ComputedCrc:X8}, found 0x{chunk.StoredCrc:X8}; passed over");
            return;
        }

        switch (chunk.Type)
        {
            case PngChunk.Plte:
                AddPalette(chunk);
                break;
            case PngChunk.Trns:
                AddTransparency(chunk);
                break;
            case PngChunk.Exif:
                Exif = chunk.Data;
                break;
            case PngChunk.Ihdr:
                throw PictureException.In(_name, $"PNG chunk IHDR at byte {chunk.Position}: expected only one, found a second");
            default:
                if (isNeeded)
                {
                    throw PictureException.In(
                        _name, $"PNG chunk {chunk.TypeName} at byte {chunk.Position}: expected IHDR, PLTE, IDAT, IEND or an optional chunk, found an unknown critical one");
                }

                break;
        }
    }

    private void AddPalette(PngChunk chunk)
    {
        int most = Header.Color == PngColor.Palette ? Header.MaxSample + 1 : 256;
        FormattableString? fault = null;
        if (IdatCount > 0)
            fault = $"PNG chunk PLTE at byte {chunk.Position}: expected it before IDAT, found it after";
        else if (!Palette.IsEmpty)
            fault = $"PNG chunk PLTE at byte {chunk.Position}: expected only one, found a second";
        else if (HasTransparency)
            fault = $"PNG chunk PLTE at byte {chunk.Position}: expected PLTE before tRNS, found it after";
        else if (Header.Color is PngColor.Grey or PngColor.GreyAlpha)
            fault = $"PNG chunk PLTE at byte {chunk.Position}: expected none for colour type {(int)Header.Color}, found one";
        else if (chunk.Data.Length == 0 || chunk.Data.Length % 3 != 0 || chunk.Data.Length > 3 * most)
            fault = $"PNG chunk PLTE at byte {chunk.Position}: expected 1 to {most} entries of 3 bytes, found {chunk.Data.Length} bytes";
        if (fault is null)
            Palette = chunk.Data;
        else if (Header.Color == PngColor.Palette)
            throw PictureException.In(_name, fault);
        else
            _warnings.Add(fault);
    }

    private void AddTransparency(PngChunk chunk)
    {
        int length = chunk.Data.Length;
        FormattableString? fault = Header.Color switch
        {
            PngColor.GreyAlpha or PngColor.Rgba =>
                $"PNG chunk tRNS at byte {chunk.Position}: expected none for colour type {(int)Header.Color}, found one; passed over",
            _ when IdatCount > 0 => $"PNG chunk tRNS at byte {chunk.Position}: expected it before IDAT, found it after; passed over",
            _ when HasTransparency => $"PNG chunk tRNS at byte {chunk.Position}: expected only one, found a second; passed over",
            PngColor.Grey when length != 2 => $"PNG chunk tRNS at byte {chunk.Position}: expected 2 bytes for colour type 0, found {length}; passed over",
            PngColor.Rgb when length != 6 => $"PNG chunk tRNS at byte {chunk.Position}: expected 6 bytes for colour type 2, found {length}; passed over",
            PngColor.Palette when Palette.IsEmpty => $"PNG chunk tRNS at byte {chunk.Position}: expected PLTE before it, found none; passed over",
            PngColor.Palette when length == 0 || length > Palette.Length / 3 =>
                $"PNG chunk tRNS at byte {chunk.Position}: expected 1 to {Palette.Length / 3} bytes, as PLTE has entries, found {length}; passed over",
            _ => null,
        };
        if (fault is not null)
        {
            _warnings.Add(fault);
            return;
        }

        Transparency = chunk.Data;
        HasTransparency = true;
    }

    private readonly void ThrowIfDamaged(PngChunk chunk)
    {
        if (chunk.ComputedCrc != chunk.StoredCrc)
        {
            throw PictureException.In(
                _name, $"PNG chunk {chunk.TypeName} at byte {chunk.Position}: expected CRC 0x{chunk.ComputedCrc:X8}, found 0x{chunk.StoredCrc:X8}");
        }
    }
}
