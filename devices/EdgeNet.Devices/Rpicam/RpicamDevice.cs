using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace EdgeNet.Devices.Rpicam;

/// <summary>
/// The Pi's own camera, on its ribbon cable. Raspberry Pi OS gives its frames through libcamera alone, whose program rpicam-vid
/// (libcamera-vid until 2023) writes them as YUV 4:2:0 to a pipe. Iot.Device.Bindings starts the same programs; its command builder is not
/// used because it would bring that package into programs that have no display, and knows neither lens nor verbosity.
/// </summary>
public sealed class RpicamDevice : IFrameDevice
{
    private const int RowAlignment = 64;

    private readonly RpicamOptions _options;

    /// <summary>The camera, not started yet.</summary>
    /// <param name="options">What it is asked for; the defaults if null.</param>
    public RpicamDevice(RpicamOptions? options = null)
    {
        _options = options ?? new RpicamOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Width, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Height, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.Width, 16_384, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.Height, 16_384, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.FramesPerSecond, 1, nameof(options));
        Name = string.Create(CultureInfo.InvariantCulture, $"camera {_options.Camera}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Pixels a row of the frames.</summary>
    public int Width => (_options.Width + RowAlignment - 1) / RowAlignment * RowAlignment;

    /// <summary>Rows of the frames.</summary>
    public int Height => (_options.Height + 1) / 2 * 2;

    /// <inheritdoc/>
    public IFrameStream Open()
    {
        foreach (string program in _options.Programs)
        {
            try
            {
                Process process = Process.Start(new ProcessStartInfo(program, Arguments())
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
                return new RpicamStream(Name, process, Width, Height);
            }
            catch (Win32Exception error) when (error.NativeErrorCode == 2)
            {
                // There is no such program: the next one's turn.
            }
            catch (Win32Exception error)
            {
                throw new CameraException(Name, CameraFault.PermissionDenied, $"{program} cannot be run: {error.Message}", error);
            }
        }

        string programs = string.Join(" or ", _options.Programs);
        throw new CameraException(
            Name, CameraFault.NotFound, $"expected the program {programs}, found none: sudo apt install rpicam-apps-lite");
    }

    /// <summary>The program's arguments. All of them are libcamera-vid's too.</summary>
    internal List<string> Arguments()
    {
        List<string> arguments =
        [
            "--timeout", "0", "--nopreview", "--verbose", "0", "--flush", "--codec", "yuv420", "--output", "-",
            "--camera", Text(_options.Camera), "--width", Text(Width), "--height", Text(Height),
            "--framerate", Text(_options.FramesPerSecond),
        ];
        if (_options.Shutter is { } shutter)
            arguments.AddRange(["--shutter", Text(shutter)]);
        if (_options.Gain is { } gain)
            arguments.AddRange(["--gain", Text(gain)]);
        if (_options.LensPosition is { } position)
            arguments.AddRange(["--autofocus-mode", "manual", "--lens-position", Text(position)]);
        arguments.AddRange(_options.MoreArguments);
        return arguments;
    }

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
