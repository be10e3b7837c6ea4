using System.Globalization;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>Opens the camera, takes a frame, and looks whether anything could be seen in it.</summary>
/// <param name="camera">The camera's configuration.</param>
/// <param name="open">Makes the device; null for <see cref="FrameSources.Device"/>.</param>
public sealed class CameraCheck(CameraConfig camera, Func<CameraConfig, IFrameDevice?>? open = null) : IDoctorCheck
{
    // A camera's first frames may be dark: exposure is still being found.
    private const int Frames = 10;
    private const int Dark = 16;
    private const int Bright = 239;
    private const int LeastContrast = 12;

    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public string Name => "camera";

    /// <summary>The size of the frame that was taken; null where there was none.</summary>
    public (int Width, int Height)? Size { get; private set; }

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (camera.Source == "stdin")
            return CheckResult.Unused("frames come from the standard input, which is not read here");
        try
        {
            if ((open ?? FrameSources.Device)(camera) is not { } device)
                return Files();
            using IFrameStream stream = device.Open();
            return Look(device, stream, cancellation);
        }
        catch (CameraException fault)
        {
            return CheckResult.Failed(fault.Message, Remedy(fault.Fault));
        }
        catch (FormatException error)
        {
            return CheckResult.Failed(error.Message, "mend the line in the configuration");
        }
    }

    private CheckResult Look(IFrameDevice device, IFrameStream stream, CancellationToken cancellation)
    {
        var buffer = new FrameBuffer();
        int frames = 0, damaged = 0;
        while (frames < Frames)
        {
            if (cancellation.IsCancellationRequested && frames == 0)
            {
                return CheckResult.Failed(
                    damaged > 0 ? $"{device.Name}: gives damaged frames only" : $"{device.Name}: can be opened, and gives no frame",
                    "check cable and power supply; plug it out and in; a smaller width and height may help");
            }

            StreamResult result = cancellation.IsCancellationRequested ? StreamResult.End : stream.Read(buffer, Slice);
            if (result == StreamResult.End)
                break;
            frames += result == StreamResult.Frame ? 1 : 0;
            damaged += result == StreamResult.Damaged ? 1 : 0;
        }

        if (frames == 0)
            return CheckResult.Failed($"{device.Name}: ended without a frame", "check what writes the frames");
        Size = (buffer.Frame.Width, buffer.Frame.Height);
        return Judge(device, buffer.Frame);
    }

    private static CheckResult Judge(IFrameDevice device, GreyFrame frame)
    {
        long sum = 0;
        double squares = 0;
        for (int y = 0; y < frame.Height; y++)
        {
            foreach (byte grey in frame.Row(y))
            {
                sum += grey;
                squares += grey * grey;
            }
        }

        double count = (double)frame.Width * frame.Height, mean = sum / count;
        double contrast = Math.Sqrt(Math.Max(0, squares / count - mean * mean));
        string seen = string.Create(
            CultureInfo.InvariantCulture,
            $"{device.Name}: {frame.Width}×{frame.Height}, brightness {mean:0} of 255");
        if (mean < Dark)
            return CheckResult.Warning(
                seen + ": too dark to read",
                "take the cap off, switch the lamp on, or set a longer exposure in [camera]");
        if (mean > Bright)
            return CheckResult.Warning(seen + ": too bright to read", "set a shorter exposure or less gain in [camera]");
        if (contrast < LeastContrast)
            return CheckResult.Warning(seen + ": nothing to be seen in it", "focus the lens, and look at the picture on the status page");
        return CheckResult.Ok(seen);
    }

    private CheckResult Files() =>
        Path.Exists(camera.Source)
            ? CheckResult.Ok($"{camera.Source}: is there")
            : CheckResult.Failed(
                $"{camera.Source}: there is no such picture or folder",
                "set source in [camera]; zipreader formats lists cameras");

    private static string Remedy(CameraFault fault) =>
        fault switch
        {
            CameraFault.NotFound => "zipreader formats and rpicam-hello --list-cameras list the cameras; set source in [camera]",
            CameraFault.PermissionDenied => "sudo usermod -aG video $USER, and log in again; the service has the group by its unit",
            CameraFault.Busy => "sudo systemctl stop zipreader, while the service runs; else sudo fuser -v /dev/video* says who has it",
            CameraFault.WrongFormat => "zipreader formats says what it offers; set source, width, height and options in [camera]",
            _ => "plug it out and in; dmesg | tail says what the kernel thinks of it",
        };
}
