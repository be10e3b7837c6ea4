namespace EdgeNet.Vision.Pictures.Pnm;

/// <summary>What the header of a portable any map says, checked.</summary>
internal readonly record struct PnmHeader
{
    private const int Plain = 3;

    /// <summary>What messages call the file: PBM, PGM, PPM or PAM.</summary>
    internal string Kind { get; private init; }

    internal int Width { get; private init; }

    internal int Height { get; private init; }

    /// <summary>1 and 2 are grey, 3 and 4 colours; the last of 2 and of 4 is alpha.</summary>
    internal int Channels { get; private init; }

    /// <summary>The largest sample, 1 to 65,535.</summary>
    internal int Maximum { get; private init; }

    /// <summary>Whether samples are numbers in text.</summary>
    internal bool IsPlain { get; private init; }

    /// <summary>Whether a pixel is a bit, and 1 is black.</summary>
    internal bool IsBitmap { get; private init; }

    /// <summary>Where the pixels begin.</summary>
    internal int End { get; private init; }

    /// <summary>The least bytes that the pixels take.</summary>
    internal long LeastBytes => (IsPlain, IsBitmap) switch
    {
        (true, true) => (long)Width * Height,
        (true, false) => 2L * Width * Height * Channels - 1,
        (false, true) => (Width + 7L) / 8 * Height,
        (false, false) => (Maximum < 256 ? 1L : 2L) * Width * Height * Channels,
    };

    internal static PnmHeader Parse(ReadOnlySpan<byte> data, string name)
    {
        int type = data[1] - '0';
        if (type == 7)
            return PamHeader.Parse(data, name);
        bool plain = type <= Plain;
        int form = plain ? type : type - Plain;
        string kind = form switch { 1 => "PBM", 2 => "PGM", _ => "PPM" };
        var tokens = new PnmTokens(data, position: 2, name, kind);
        int width = tokens.ReadNumber("width");
        int height = tokens.ReadNumber("height");
        PictureSize.ThrowIfBeyondLimits(name, kind + " header", width, height);
        int maximum = form == 1 ? 1 : tokens.ReadNumber(form == 2 ? "largest grey value" : "largest colour value");
        ThrowIfBadMaximum(maximum, name, kind, form == 2 ? "grey" : "colour");
        if (!plain)
            tokens.SkipOneSpace();
        return new PnmHeader
        {
            Kind = kind, Width = width, Height = height, Channels = form == 3 ? 3 : 1, Maximum = maximum,
            IsPlain = plain, IsBitmap = form == 1, End = tokens.Position,
        };
    }

    /// <summary>The header of a PAM file, whose sizes have been checked.</summary>
    internal static PnmHeader OfPam(int width, int height, int depth, int maximum, int end) =>
        new() { Kind = "PAM", Width = width, Height = height, Channels = depth, Maximum = maximum, End = end };

    internal static void ThrowIfBadMaximum(int maximum, string name, string kind, string sample)
    {
        if (maximum is < 1 or > 65_535)
            throw PictureException.In(name, $"{kind} header: expected a largest {sample} value of 1 to 65535, found {maximum}");
    }
}
