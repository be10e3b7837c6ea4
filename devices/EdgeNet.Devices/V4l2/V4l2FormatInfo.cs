using System.Globalization;
using System.Text;

namespace EdgeNet.Devices.V4l2;

/// <summary>A pixel format that a camera offers.</summary>
/// <param name="Format">The format.</param>
/// <param name="Description">What the driver calls it, escaped.</param>
/// <param name="Sizes">The sizes in it; none where the driver does not say.</param>
public sealed record V4l2FormatInfo(PixelFormat Format, string Description, IReadOnlyList<V4l2SizeInfo> Sizes)
{
    /// <summary>Whether frames of it are read here.</summary>
    public bool IsRead => PixelFormat.Known.Contains(Format);

    /// <summary>One line, as in <c>YUYV (YUYV 4:2:2): 640x480 at 30, 15; 1280x720 at 10 frames a second</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Format} ({Description})");
        if (!IsRead)
            text.Append(", not read here");
        text.Append(Sizes.Count > 0 ? ": " : "").AppendJoin("; ", Sizes);
        return text.ToString();
    }
}
