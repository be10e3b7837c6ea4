using System.Text;
using EdgeNet.Devices.V4l2.Abi;
using EdgeNet.Safety;

namespace EdgeNet.Devices.V4l2;

/// <summary>Asks a camera what it offers. What a driver says is bounded, and checked before it is computed with.</summary>
internal static unsafe class V4l2Formats
{
    private const uint Most = 256;

    internal static List<V4l2FormatInfo> List(V4l2Handle camera)
    {
        var formats = new List<V4l2FormatInfo>();
        for (uint i = 0; i < Most; i++)
        {
            V4l2FormatDescription d = new() { Index = i, Type = V4l2Call.CaptureType };
            if (camera.TryCall(V4l2Call.EnumerateFormat, &d) < 0)
                break;
            formats.Add(new V4l2FormatInfo(new PixelFormat(d.PixelFormat), Text(d.Description, 32), Sizes(camera, d.PixelFormat)));
        }

        return formats;
    }

    /// <summary>A driver's text, up to its first zero, escaped: a USB camera names itself and its controls as it likes.</summary>
    internal static string Text(byte* bytes, int length)
    {
        var span = new ReadOnlySpan<byte>(bytes, length);
        int end = span.IndexOf((byte)0);
        return PlainText.Escape(Encoding.UTF8.GetString(end < 0 ? span : span[..end]));
    }

    private static List<V4l2SizeInfo> Sizes(V4l2Handle camera, uint format)
    {
        var sizes = new List<V4l2SizeInfo>();
        for (uint i = 0; i < Most; i++)
        {
            V4l2FrameSize s = new() { Index = i, PixelFormat = format };
            if (camera.TryCall(V4l2Call.EnumerateSize, &s) < 0)
                break;
            if (s.Type == V4l2FrameSize.Discrete)
                (s.HeightLeast, s.WidthMost, s.WidthStep, s.HeightMost, s.HeightStep) = (s.WidthMost, s.WidthLeast, 1, s.WidthMost, 1);
            if (!IsSound(s.WidthLeast, s.WidthMost, s.WidthStep) || !IsSound(s.HeightLeast, s.HeightMost, s.HeightStep))
                continue;
            sizes.Add(new V4l2SizeInfo
            {
                Width = (int)s.WidthLeast,
                WidthMost = (int)s.WidthMost,
                WidthStep = (int)Math.Max(1, s.WidthStep),
                Height = (int)s.HeightLeast,
                HeightMost = (int)s.HeightMost,
                HeightStep = (int)Math.Max(1, s.HeightStep),
                Rates = Rates(camera, format, s.WidthLeast, s.HeightLeast),
            });
            if (s.Type != V4l2FrameSize.Discrete)
                break;
        }

        return sizes;
    }

    private static List<double> Rates(V4l2Handle camera, uint format, uint width, uint height)
    {
        var rates = new List<double>();
        for (uint i = 0; i < Most; i++)
        {
            V4l2FrameInterval interval = new() { Index = i, PixelFormat = format, Width = width, Height = height };
            if (camera.TryCall(V4l2Call.EnumerateInterval, &interval) < 0)
                break;
            if (interval.Numerator > 0)
                rates.Add((double)interval.Denominator / interval.Numerator);
            if (interval.Type != V4l2FrameInterval.Discrete)
                break;
        }

        return rates;
    }

    private static bool IsSound(uint least, uint most, uint step) => least >= 1 && least <= most && most <= 1 << 20 && step <= 1 << 20;
}
