using System.Diagnostics;
using System.Globalization;
using EdgeNet.Devices.Input;

namespace EdgeNet.Devices.Y4m;

/// <summary>Reads header, frame, frame, … over as many calls as it takes for them to come.</summary>
internal sealed class Y4mStream : IFrameStream
{
    private readonly string _name;
    private readonly IByteInput? _input;
    private readonly LineReader? _lines;
    private readonly PieceReader? _pieces;
    private Y4mHeader? _header;
    private bool _isInFrame;
    private long _frame;

    /// <param name="name">The name for messages.</param>
    /// <param name="input">The bytes; null for none.</param>
    internal Y4mStream(string name, IByteInput? input)
    {
        _name = name;
        _input = input;
        if (input is null)
            return;
        _lines = new LineReader(input);
        _pieces = new PieceReader(input);
    }

    /// <inheritdoc/>
    public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
    {
        if (_lines is null)
            return StreamResult.End;
        try
        {
            while (!_isInFrame)
            {
                InputState state = _lines.Read(timeout);
                if (state == InputState.CutOff)
                    throw CutOff();
                if (state != InputState.Done)
                    return state == InputState.End ? End() : StreamResult.Nothing;
                TakeLine(_lines.Line);
            }

            Y4mHeader header = _header!.Value;
            switch (_pieces!.Read(buffer.Resize(header.Width, header.Height), header.ChromaLength, timeout))
            {
                case InputState.Waiting:
                    return StreamResult.Nothing;
                case InputState.Done:
                    _isInFrame = false;
                    _frame++;
                    buffer.Captured = Stopwatch.GetTimestamp();
                    return StreamResult.Frame;
                default:
                    throw CutOff();
            }
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new CameraException(_name, error is IOException ? CameraFault.Failed : CameraFault.WrongFormat, error.Message, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _input?.Dispose();

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (_header is null)
        {
            _header = Y4mHeader.Parse(line);
            return;
        }

        if (!line.StartsWith("FRAME"u8) || (line.Length > 5 && line[5] != (byte)' '))
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"frame {_frame}: expected FRAME, found other bytes"));
        }

        _isInFrame = true;
    }

    private StreamResult End() =>
        _header is not null
            ? StreamResult.End
            : throw new InvalidDataException("expected a Y4M stream, found nothing: is the program before the pipe running?");

    private CameraException CutOff() => new(
        _name,
        CameraFault.Failed,
        string.Create(CultureInfo.InvariantCulture, $"the stream is cut off within frame {_frame}; the frames before it are whole"));
}
