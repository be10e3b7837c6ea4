using System.Diagnostics;
using System.Text;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Recording;

/// <summary>
/// Records frames for a report of a fault: a folder of PGM pictures, which any program shows, with an index of their times. A recording
/// that is cut off, as by the power, is whole up to there. What it may take of the disk is bounded.
/// </summary>
public sealed class FrameRecorder : IDisposable
{
    private const int IndexLineBytes = 64;

    private readonly string _folder;
    private readonly RecordingOptions _options;
    private readonly FileStream _index;
    private long _first;

    /// <summary>Begins a recording.</summary>
    /// <param name="folder">Its folder: it is made, or it is empty.</param>
    /// <param name="options">How much is recorded; the defaults if null.</param>
    /// <exception cref="IOException">The folder holds something, or cannot be written.</exception>
    public FrameRecorder(string folder, RecordingOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _options = options ?? new RecordingOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Frames, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.Frames, FrameIndex.MostFrames, nameof(options));
        _folder = Directory.CreateDirectory(folder).FullName;
        foreach (string _ in Directory.EnumerateFileSystemEntries(_folder))
            throw new IOException($"{folder}: expected an empty folder to record to, found one that holds something");
        _index = new FileStream(
            Path.Combine(_folder, FrameIndex.FileName),
            FileMode.CreateNew,
            FileAccess.Write,
            FileShare.Read,
            bufferSize: 0);
        _index.Write(Encoding.ASCII.GetBytes(FrameIndex.Header + "\n"));
    }

    /// <summary>Frames so far.</summary>
    public int Frames { get; private set; }

    /// <summary>Bytes of pictures so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why no more is recorded; null while it is.</summary>
    public string? End { get; private set; }

    /// <summary>Records a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>Whether it was recorded; false from when a bound is reached.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public bool Add(in SourceFrame frame)
    {
        long captured = frame.Captured != 0 ? frame.Captured : Stopwatch.GetTimestamp();
        if (Frames == 0)
            _first = captured;
        TimeSpan time = Stopwatch.GetElapsedTime(_first, captured);
        long bytes = (long)frame.Pixels.Width * frame.Pixels.Height + 20;
        End = true switch
        {
            _ when Frames == _options.Frames => "the most frames are recorded",
            _ when time > _options.Duration => "the time is over",
            _ when Bytes + bytes > _options.Bytes => "the most bytes are recorded",
            _ when Free() < _options.KeepFree + bytes + IndexLineBytes => "the disk is nearly full",
            _ => null,
        };
        if (End is not null)
            return false;
        using (var picture = new FileStream(Path.Combine(_folder, FrameIndex.PictureName(Frames)), FileMode.CreateNew, FileAccess.Write))
            PictureFile.WritePgm(picture, frame.Pixels);
        // The line after its picture: what the index names is there.
        _index.Write(Encoding.ASCII.GetBytes(FrameIndex.Line(Frames, time < TimeSpan.Zero ? TimeSpan.Zero : time, frame.Number)));
        Frames++;
        Bytes += bytes;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();

    private long Free() => new DriveInfo(_folder).AvailableFreeSpace;
}
