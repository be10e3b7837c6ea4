using EdgeNet.Devices.V4l2.Abi;

namespace EdgeNet.Devices.V4l2;

/// <summary>Agrees with a camera on pixel format, size and rate.</summary>
internal static unsafe class V4l2Negotiation
{
    /// <summary>Sets the best format that the camera has and that is read here.</summary>
    /// <exception cref="CameraException">It has none.</exception>
    internal static V4l2Format Set(V4l2Handle camera, V4l2Options options)
    {
        List<V4l2FormatInfo> offered = V4l2Formats.List(camera);
        foreach ((PixelFormat format, int width, int height) in Candidates(offered, options))
        {
            V4l2Format f = new()
            {
                Type = V4l2Call.CaptureType,
                Width = (uint)width,
                Height = (uint)height,
                PixelFormat = format.Code,
                Field = V4l2Format.AnyField,
            };
            camera.Call("VIDIOC_S_FMT", V4l2Call.SetFormat, &f);
            // A driver may give another format than it was asked for.
            if (f.PixelFormat != format.Code || !IsSound(f, format))
                continue;
            SetRate(camera, options.FramesPerSecond);
            return f;
        }

        string found = offered.Count == 0 ? "nothing" : string.Join(", ", offered.Select(f => f.Format.ToString()));
        string wanted = string.Join(", ", options.Formats);
        throw new CameraException(
            camera.Name,
            CameraFault.WrongFormat,
            $"expected one of the pixel formats {wanted}, the camera offers {found}: allow one of these, or use another camera or node");
    }

    /// <summary>What to try: formats whose nearest size is nearest first, and among equal ones in the order that was asked for.</summary>
    internal static IEnumerable<(PixelFormat Format, int Width, int Height)> Candidates(
        IReadOnlyList<V4l2FormatInfo> offered, V4l2Options options)
    {
        var candidates = new List<(PixelFormat Format, int Width, int Height)>();
        foreach (PixelFormat wanted in options.Formats)
        {
            foreach (V4l2FormatInfo format in offered)
            {
                if (format.Format != wanted || !format.IsRead)
                    continue;
                (int width, int height) = format.Sizes.Count == 0
                    ? (options.Width, options.Height)
                    : format.Sizes.Select(s => s.Nearest(options.Width, options.Height)).MinBy(s => Distance(s.Width, s.Height, options));
                candidates.Add((wanted, width, height));
            }
        }

        return candidates.OrderBy(c => Distance(c.Width, c.Height, options));
    }

    /// <summary>
    /// How far a size is from what was asked for. One that is too small loses digits: it is further than any that is too large.
    /// </summary>
    private static long Distance(int width, int height, V4l2Options options)
    {
        long missing = Math.Max(0, options.Width - width) + Math.Max(0, options.Height - height);
        long surplus = Math.Max(0, width - options.Width) + Math.Max(0, height - options.Height);
        return missing << 24 | surplus;
    }

    private static bool IsSound(in V4l2Format f, PixelFormat format)
    {
        if (f.Width is < 1 or > 65_535 || f.Height is < 1 or > 65_535)
            return false;
        // Drivers that leave the row's length at zero mean rows without padding.
        return format.IsJpeg || f.BytesPerLine == 0 || f.BytesPerLine >= LumaRows.BytesOf(format, (int)f.Width);
    }

    private static void SetRate(V4l2Handle camera, int framesPerSecond)
    {
        if (framesPerSecond <= 0)
            return;
        V4l2StreamParameters p = new() { Type = V4l2Call.CaptureType, Numerator = 1, Denominator = (uint)framesPerSecond };
        // A camera that has one rate only says so by an error: frames come as they come.
        _ = camera.TryCall(V4l2Call.SetParameters, &p);
    }
}
