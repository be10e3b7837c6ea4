using System.Globalization;

namespace EdgeNet.Vision.Pictures;

/// <summary>How many pictures there are of each format.</summary>
public sealed class PictureCounts
{
    private readonly int[] _counts = new int[(int)PictureFormat.Text + 1];

    /// <summary>The pictures of all formats.</summary>
    public int Total { get; private set; }

    /// <summary>Counts pictures of a format.</summary>
    /// <param name="format">The format.</param>
    /// <param name="count">How many, 0 or more.</param>
    public void Add(PictureFormat format, int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _counts[(int)format] += count;
        Total += count;
    }

    /// <summary>Counts what others have counted.</summary>
    /// <param name="others">Their counts.</param>
    public void Add(PictureCounts others)
    {
        ArgumentNullException.ThrowIfNull(others);
        for (int format = 0; format < _counts.Length; format++)
            Add((PictureFormat)format, others._counts[format]);
    }

    /// <summary>The counts as people read them: "3 HEIC, 1 TIFF".</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        for (int format = 0; format < _counts.Length; format++)
        {
            if (_counts[format] > 0)
                parts.Add(_counts[format].ToString(CultureInfo.InvariantCulture) + " " + PictureFormats.NameOf((PictureFormat)format));
        }

        return string.Join(", ", parts);
    }
}
