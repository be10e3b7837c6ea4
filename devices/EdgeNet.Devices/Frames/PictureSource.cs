using System.Diagnostics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices;

/// <summary>Pictures from files, by path or a folder at a time, as fast as they are read or at an interval.</summary>
public sealed class PictureSource : IFrameSource
{
    private readonly Queue<string> _paths;
    private readonly Queue<string> _folder = new();
    private readonly PictureReader _reader;
    private string? _folderWarning;
    private FrameCounts _counts;
    private long _due;

    /// <summary>A source over paths, in the order given.</summary>
    /// <param name="paths">
    /// Pictures, whatever their extension, and folders, of which the files with an extension of the reader's formats are taken, in ordinal
    /// order of their names; hidden ones are not. Nothing is opened before its turn: a path that cannot be read is that frame's error.
    /// </param>
    /// <param name="reader">Reads the pictures; <see cref="PictureReader.Device"/> if null.</param>
    public PictureSource(IEnumerable<string> paths, PictureReader? reader = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _reader = reader ?? PictureReader.Device;
        _paths = new Queue<string>(paths);
    }

    /// <summary>The least time from one picture to the next, as if a camera took them; none unless it is set.</summary>
    public TimeSpan Interval { get; init; }

    /// <inheritdoc/>
    public FrameCounts Counts => _counts;

    /// <inheritdoc/>
    public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        frame = default;
        if (_folder.Count + _paths.Count > 0)
            WaitUntilDue(cancellation);
        if (!TryGetPath(out string path))
            return false;
        frame = Read(path);
        _counts = _counts with { Frames = _counts.Frames + 1 };
        return true;
    }

    /// <summary>Nothing to give back.</summary>
    public void Dispose()
    {
    }

    private bool TryGetPath(out string path)
    {
        if (_folder.TryDequeue(out path!))
            return true;
        if (!_paths.TryDequeue(out path!))
            return false;
        if (path.Length == 0)
            throw new FrameException(path, "Expected the path of a picture or a folder, found an empty text.");
        if (Directory.Exists(path))
            path = OpenFolder(path);
        return true;
    }

    private void WaitUntilDue(CancellationToken cancellation)
    {
        if (Interval <= TimeSpan.Zero)
            return;
        TimeSpan wait = _due == 0 ? TimeSpan.Zero : Interval - Stopwatch.GetElapsedTime(_due);
        if (wait > TimeSpan.Zero && cancellation.WaitHandle.WaitOne(wait))
            cancellation.ThrowIfCancellationRequested();
        _due = Stopwatch.GetTimestamp();
    }

    private SourceFrame Read(string path)
    {
        string? folderWarning = _folderWarning;
        _folderWarning = null;
        try
        {
            GreyPicture picture = _reader.Read(path);
            return folderWarning is null && picture.Warning is null
                ? new SourceFrame(path, picture.Frame)
                : new SourceFrame(path, picture.Frame, Array.FindAll([folderWarning, picture.Warning], w => w is not null)!);
        }
        catch (PictureException e)
        {
            _counts = _counts with { Damaged = _counts.Damaged + 1 };
            _folderWarning = folderWarning;
            throw new FrameException(path, e.Message, e);
        }
    }

    /// <returns>The folder's first picture.</returns>
    private string OpenFolder(string folder)
    {
        PictureListing listing;
        try
        {
            listing = _reader.List(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FrameException(folder, $"{folder}: cannot be listed: {e.Message}", e);
        }

        if (listing.PassedOver.Total > 0)
            _folderWarning = $"{folder}: passed over pictures of formats that are not read: {listing.PassedOver}";
        if (listing.Pictures.Count == 0)
        {
            string found = listing.PassedOver.Total > 0 ? $"only others in it: {listing.PassedOver}" : "none in it";
            _folderWarning = null;
            throw new FrameException(folder, $"{folder}: expected a folder with {_reader.FormatNames} pictures, found {found}");
        }

        foreach (string picture in listing.Pictures)
            _folder.Enqueue(picture);
        return _folder.Dequeue();
    }
}
