using System.Diagnostics;
using System.IO.Pipes;
using EdgeNet.Devices.Input;
using EdgeNet.Devices.Linux;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Rpicam;

/// <summary>A running camera program: frames from its output, reasons from its error stream.</summary>
internal sealed class RpicamStream : IFrameStream
{
    private const int LongestLine = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly Process _process;
    private readonly LastWords _errors;
    private readonly IByteInput _input;
    private readonly PieceReader _pieces;
    private readonly int _width;
    private readonly int _height;

    internal RpicamStream(string name, Process process, int width, int height)
    {
        _name = name;
        _process = process;
        _width = width;
        _height = height;
        _errors = new LastWords(process.StandardError.BaseStream);
        Stream output = process.StandardOutput.BaseStream;
        _input = output is PipeStream pipe && OperatingSystem.IsLinux()
            ? new DescriptorInput((int)pipe.SafePipeHandle.DangerousGetHandle(), Kernel.Instance, pipe)
            : new StreamInput(output);
        _pieces = new PieceReader(_input);
    }

    /// <inheritdoc/>
    public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
    {
        InputState state;
        try
        {
            state = _pieces.Read(buffer.Resize(_width, _height), (long)_width * _height / 2, timeout);
        }
        catch (IOException error)
        {
            throw new CameraException(_name, CameraFault.Failed, error.Message, error);
        }

        if (state == InputState.Waiting)
            return StreamResult.Nothing;
        if (state != InputState.Done)
            throw Ended();
        buffer.Captured = Stopwatch.GetTimestamp();
        return StreamResult.Frame;
    }

    /// <summary>Ends the program.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit(Patience);
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }

        _input.Dispose();
        _process.Dispose();
    }

    private CameraException Ended()
    {
        bool hasEnded = _process.WaitForExit(Patience);
        string[] lines = _errors.Get(Patience);
        string words = string.Join(" / ", lines);
        string code = hasEnded ? FormattableString.Invariant($" with exit code {_process.ExitCode}") : "";
        (CameraFault fault, string advice) = words switch
        {
            _ when Says(words, "no cameras available") || Says(words, "does not exist") => (
                CameraFault.NotFound,
                "there is no camera: check the ribbon cable on both ends with the power off; "
                + "rpicam-hello --list-cameras lists what is found"),
            _ when Says(words, "in use") || Says(words, "busy") || Says(words, "failed to acquire") => (
                CameraFault.Busy, "another program uses the camera: end it; fuser -v /dev/media* names it"),
            _ when Says(words, "permission denied") => (
                CameraFault.PermissionDenied,
                "permission denied: add this user to the group video (sudo usermod -aG video $USER) and log in again"),
            _ when Says(words, "unrecognised option") || Says(words, "invalid") => (
                CameraFault.WrongFormat, "the camera program does not take these settings"),
            _ => (CameraFault.Unplugged, "the camera program ended"),
        };
        // Each line is cut by itself: a long one before the last would push that out of the message.
        string shown = string.Join(" / ", lines.Select(line => PlainText.Shorten(line, LongestLine)));
        string said = shown.Length > 0 ? $"; it said: {shown}" : "";
        return new CameraException(_name, fault, $"{advice} ({_process.StartInfo.FileName} ended{code}{said})");
    }

    private static bool Says(string words, string what) => words.Contains(what, StringComparison.OrdinalIgnoreCase);
}
