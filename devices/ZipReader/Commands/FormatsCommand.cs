using System.Globalization;
using System.Text;
using EdgeNet.Devices;
using EdgeNet.Devices.V4l2;
using EdgeNet.Safety;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Says what cameras offer: formats, sizes, rates, and what can be set.</summary>
internal static class FormatsCommand
{
    internal static int Run(string[] args)
    {
        CommandArguments arguments = CommandArguments.Parse("formats", args, 1);
        if (arguments.Others.Count == 1)
        {
            Streams.Write(Describe(arguments.Others[0]));
            return 0;
        }

        bool hasCamera = false;
        foreach (string device in Devices())
        {
            try
            {
                Streams.Write(Describe(device));
                hasCamera = true;
            }
            catch (CameraException error) when (error.Fault == CameraFault.WrongFormat)
            {
                // A camera has nodes beside the one that gives pictures, and so has a Pi without any camera.
            }
            catch (CameraException error)
            {
                Streams.Tell(error.Message);
            }
        }

        if (hasCamera)
            return 0;
        Streams.Tell(
            "found no camera in /dev/video*: plug one in, and see dmesg; "
                + "the Pi's own cameras come by rpicam (rpicam-hello --list-cameras lists them)");
        return 1;
    }

    /// <summary>The nodes in /dev in the order of their numbers.</summary>
    private static List<string> Devices()
    {
        const string Prefix = "/dev/video";
        var numbers = new List<int>();
        foreach (string path in Directory.EnumerateFiles("/dev", "video*"))
        {
            if (int.TryParse(path.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                numbers.Add(number);
        }

        numbers.Sort();
        return numbers.ConvertAll(static number => Prefix + number.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The names that stay the same camera's, whatever number it has: udev makes them.</summary>
    private static List<string> LastingNames(string device)
    {
        const string Folder = "/dev/v4l/by-id";
        var names = new List<string>();
        if (!Directory.Exists(Folder))
            return names;
        foreach (string name in Directory.EnumerateFiles(Folder))
        {
            if (name != device && File.ResolveLinkTarget(name, returnFinalTarget: true)?.FullName == device)
                names.Add(name);
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static string Describe(string path)
    {
        var device = new V4l2Device(path);
        var text = new StringBuilder();
        text.Append(PlainText.Escape(path)).Append('\n');
        foreach (string name in LastingNames(path))
            text.Append("  also source = \"").Append(PlainText.Escape(name)).Append("\", whatever else is plugged in\n");
        foreach (V4l2FormatInfo format in device.ListFormats())
            text.Append("  ").Append(format).Append('\n');
        IReadOnlyList<V4l2ControlInfo> controls = device.ListControls();
        if (controls.Count > 0)
            text.Append("  can be set by options in [camera]:\n");
        foreach (V4l2ControlInfo control in controls)
            text.Append("    ").Append(control).Append('\n');
        return text.ToString();
    }
}
