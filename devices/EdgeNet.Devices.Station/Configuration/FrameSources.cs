using System.Globalization;
using EdgeNet.Devices.Http;
using EdgeNet.Devices.Rpicam;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.V4l2;
using EdgeNet.Devices.Y4m;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Makes the source that a configuration names.</summary>
public static class FrameSources
{
    private const int DefaultRpicamRate = 15;

    /// <summary>Makes the source. Nothing is opened before the first frame is asked for.</summary>
    /// <param name="camera">Where frames come from.</param>
    /// <exception cref="FormatException">An option of the camera is none.</exception>
    public static IFrameSource Open(CameraConfig camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        if (Device(camera) is { } device)
        {
            FrameDelivery delivery = device is Y4mDevice ? FrameDelivery.Every : FrameDelivery.Newest;
            return new LiveSource(device, new LiveOptions { StallTimeout = camera.Stall, Delivery = delivery });
        }

        return new PictureSource([camera.Source]) { Interval = camera.Interval };
    }

    /// <summary>Makes the device that a configuration names; null for files.</summary>
    /// <param name="camera">Where frames come from.</param>
    /// <exception cref="FormatException">An option of the camera is none.</exception>
    public static IFrameDevice? Device(CameraConfig camera)
    {
        ArgumentNullException.ThrowIfNull(camera);
        string source = camera.Source;
        if (source.StartsWith("/dev/", StringComparison.Ordinal))
            return new V4l2Device(source, V4l2(camera));
        if (source == "stdin")
            return Y4mDevice.StandardInput();
        if (TryRpicam(source, out int number))
            return new RpicamDevice(Rpicam(camera, number));
        if (
            !source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            && !source.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return null;
        // The address may hold a password: it is not quoted.
        if (!Uri.TryCreate(source, UriKind.Absolute, out Uri? address))
            throw new FormatException("camera.source: expected an address that begins with http:// or https://, found one that is none");
        return new HttpSnapshotDevice(
            address,
            new HttpSnapshotOptions
            {
                Interval = camera.Interval,
                User = camera.User,
                Password = camera.Password,
            });
    }

    private static bool TryRpicam(string source, out int number)
    {
        number = 0;
        string[] words = source.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["rpicam"]
            || (
                words is ["rpicam", _] && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < 10
            );
    }

    private static V4l2Options V4l2(CameraConfig camera)
    {
        var controls = new List<KeyValuePair<string, int>>();
        Add("exposure", camera.Exposure);
        Add("gain", camera.Gain);
        Add("focus", camera.Focus);
        foreach (string option in camera.Options)
        {
            int sign = option.IndexOf('=', StringComparison.Ordinal);
            bool isOption =
                sign > 0
                && int.TryParse(option.AsSpan(sign + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                && AddValue(option[..sign].Trim(), value);
            if (!isOption)
            {
                throw new FormatException(
                    "camera.options: expected a control and a whole number, as \"power line frequency=1\", "
                        + $"found {PlainText.Shorten(option, 60)}");
            }
        }

        return new V4l2Options
        {
            Width = camera.Width,
            Height = camera.Height,
            FramesPerSecond = camera.FramesPerSecond ?? 0,
            Formats = camera.Formats.Count > 0 ? camera.Formats : PixelFormat.Known,
            Controls = controls,
        };

        bool AddValue(string name, int value)
        {
            controls.Add(new KeyValuePair<string, int>(name, value));
            return true;
        }

        void Add(string name, double? value)
        {
            if (value is { } number)
                AddValue(name, (int)number);
        }
    }

    private static RpicamOptions Rpicam(CameraConfig camera, int number) =>
        new()
        {
            Width = camera.Width,
            Height = camera.Height,
            FramesPerSecond = camera.FramesPerSecond ?? DefaultRpicamRate,
            Camera = number,
            Shutter = camera.Exposure,
            Gain = camera.Gain,
            LensPosition = camera.Focus,
            MoreArguments = camera.Options,
        };
}
