using System.Buffers;
using System.Globalization;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Queues;

namespace EdgeNet.Devices.Outputs.Lines;

/// <summary>
/// Events as lines of <see cref="EventJson"/> in a file. At its largest it is renamed to NAME.1, NAME.1 to NAME.2 and so on, and the
/// oldest is deleted. A write that fails leaves no half a line. Evidence is left out.
/// </summary>
public sealed class JsonLinesFile : IEventOutput, IDisposable
{
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly int _kept;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private FileStream? _file;

    /// <summary>A file, which is opened at the first event, or made.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="maxBytes">So many bytes a file at most, 4,096 or more; a single write may be larger.</param>
    /// <param name="kept">How many older files stay, 0 to 100.</param>
    /// <exception cref="ArgumentException">The path is empty, or a number out of its range.</exception>
    public JsonLinesFile(string path, long maxBytes = 10 << 20, int kept = 3)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfNegative(kept);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, 100);
        (_path, _maxBytes, _kept) = (path, maxBytes, kept);
    }

    /// <inheritdoc/>
    public string Name => "lines";

    /// <inheritdoc/>
    public void Write(IReadOnlyList<ReadingEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        ReadOnlySpan<byte> lines = JsonLinesOutput.Format(_buffer, events);
        try
        {
            Append(lines);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            _file = null;
            throw error as IOException ?? new IOException(error.Message, error);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    private void Append(ReadOnlySpan<byte> lines)
    {
        _file ??= Open();
        if (_file.Length > 0 && _file.Length + lines.Length > _maxBytes)
        {
            _file.Dispose();
            _file = null;
            Shift();
            _file = Open();
        }

        long length = _file.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(lines);
            _file.Flush();
        }
        catch (IOException)
        {
            // On a full disk a part of the lines may stand there; they come again as a whole.
            _file.SetLength(length);
            throw;
        }
    }

    private FileStream Open()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read,
            // Lines go out at once, and a failing write is known.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        var file = new FileStream(_path, options);
        // After a power cut the last line may be half a one: what follows starts on its own.
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            if (file.ReadByte() != '\n')
                file.Write("\n"u8);
        }

        return file;
    }

    private void Shift()
    {
        if (_kept == 0)
        {
            File.Delete(_path);
            return;
        }

        for (int i = _kept - 1; i >= 1; i--)
        {
            if (File.Exists(NameOf(i)))
                File.Move(NameOf(i), NameOf(i + 1), overwrite: true);
        }

        File.Move(_path, NameOf(1), overwrite: true);
    }

    private string NameOf(int age) => string.Create(CultureInfo.InvariantCulture, $"{_path}.{age}");
}
