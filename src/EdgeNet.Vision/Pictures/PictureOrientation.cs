namespace EdgeNet.Vision.Pictures;

/// <summary>
/// Turns pictures upright: the values 1 to 8 of EXIF's Orientation, which say where the stored first row and column belong.
/// </summary>
internal static class PictureOrientation
{
    internal const int Upright = 1;

    private const int MirroredLeftRight = 2;
    private const int HalfTurn = 3;
    private const int MirroredTopBottom = 4;
    private const int Transposed = 5;
    private const int QuarterTurn = 6;
    private const int Transversed = 7;

    /// <summary>The upright picture: a new one, or the same where it is upright already.</summary>
    /// <param name="stored">The picture as the file stores it.</param>
    /// <param name="orientation">1 to 8; others count as 1, as in EXIF they have no meaning.</param>
    internal static GreyPicture Apply(GreyPicture stored, int orientation)
    {
        if (orientation is <= Upright or > 8)
            return stored;
        bool swaps = orientation >= Transposed;
        var upright = swaps
            ? new GreyPicture(stored.Height, stored.Width, stored.HasDropout, stored.HasColors)
            : new GreyPicture(stored.Width, stored.Height, stored.HasDropout, stored.HasColors);
        upright.Warning = stored.Warning;
        (int Origin, int StepX, int StepY) walk = Walk(orientation, stored.Width, stored.Height);
        Turn(stored.Pixels, upright.Pixels, upright.Width, walk);
        if (stored.HasDropout)
            Turn(stored.Dropout, upright.Dropout, upright.Width, walk);
        if (stored.HasColors)
            TurnColors(stored.Colors, upright.Colors, upright.Width, walk);
        return upright;
    }

    private static void Turn(ReadOnlySpan<byte> from, Span<byte> to, int width, (int Origin, int StepX, int StepY) walk)
    {
        for (int start = walk.Origin; to.Length > 0; to = to[width..], start += walk.StepY)
        {
            int at = start;
            foreach (ref byte pixel in to[..width])
            {
                pixel = from[at];
                at += walk.StepX;
            }
        }
    }

    private static void TurnColors(ReadOnlySpan<byte> from, Span<byte> to, int width, (int Origin, int StepX, int StepY) walk)
    {
        const int Bytes = GreyPicture.BytesPerColor;
        for (int start = walk.Origin; to.Length > 0; to = to[(Bytes * width)..], start += walk.StepY)
        {
            for (int x = 0, at = start; x < width; x++, at += walk.StepX)
                from.Slice(Bytes * at, Bytes).CopyTo(to[(Bytes * x)..]);
        }
    }

    /// <summary>Where the upright picture's first pixel is stored, and how far on those to its right and below are.</summary>
    private static (int Origin, int StepX, int StepY) Walk(int orientation, int width, int height)
    {
        int right = width - 1;
        int bottom = (height - 1) * width;
        return orientation switch
        {
            MirroredLeftRight => (right, -1, width),
            HalfTurn => (bottom + right, -1, -width),
            MirroredTopBottom => (bottom, 1, -width),
            Transposed => (0, width, 1),
            QuarterTurn => (bottom, -width, 1),
            Transversed => (bottom + right, -width, -1),
            _ => (right, width, -1),
        };
    }
}
