using System.Globalization;

namespace EdgeNet.Devices.V4l2;

/// <summary>A size that a camera offers, or a range of them.</summary>
public sealed record V4l2SizeInfo
{
    /// <summary>Pixels a row, the least.</summary>
    public required int Width { get; init; }

    /// <summary>Rows, the least.</summary>
    public required int Height { get; init; }

    /// <summary>Pixels a row, the most; <see cref="Width"/> where there is one size.</summary>
    public required int WidthMost { get; init; }

    /// <summary>Rows, the most; <see cref="Height"/> where there is one size.</summary>
    public required int HeightMost { get; init; }

    /// <summary>From one width to the next, 1 or more.</summary>
    public int WidthStep { get; init; } = 1;

    /// <summary>From one height to the next, 1 or more.</summary>
    public int HeightStep { get; init; } = 1;

    /// <summary>Frames a second that the driver names; none where it does not.</summary>
    public IReadOnlyList<double> Rates { get; init; } = [];

    /// <summary>The size of this that comes nearest to another.</summary>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    public (int Width, int Height) Nearest(int width, int height) =>
        (Nearest(width, Width, WidthMost, WidthStep), Nearest(height, Height, HeightMost, HeightStep));

    /// <summary>As in <c>640x480 at 30, 15</c>.</summary>
    public override string ToString()
    {
        string size = (Width, Height) == (WidthMost, HeightMost)
            ? FormattableString.Invariant($"{Width}x{Height}")
            : FormattableString.Invariant($"{Width}x{Height} to {WidthMost}x{HeightMost} in steps of {WidthStep}x{HeightStep}");
        if (Rates.Count == 0)
            return size;
        string rates = string.Join(", ", Rates.Select(r => r.ToString("0.##", CultureInfo.InvariantCulture)));
        return $"{size} at {rates} frames a second";
    }

    private static int Nearest(int wanted, int least, int most, int step)
    {
        long steps = Math.Clamp(((long)wanted - least + step / 2) / step, 0, ((long)most - least) / step);
        return (int)(least + steps * step);
    }
}
