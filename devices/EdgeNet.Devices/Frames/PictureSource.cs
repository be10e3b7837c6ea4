using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices;

/// <summary>Pictures from files: PNG and PGM, by path or a folder at a time.</summary>
public sealed class PictureSource : IFrameSource
{
    private static readonly string[] Extensions = [".png", ".pgm", ".pnm"];

    private readonly Queue<string> _paths;
    private readonly Queue<string> _folder = new();

    /// <summary>A source over paths, in the order given.</summary>
    /// <param name="paths">
    /// Pictures, whatever their extension, and folders, of which the files that end in .png, .pgm or .pnm are taken, in ordinal order of
    /// their names. Nothing is opened before its turn: a path that cannot be read is that frame's error.
    /// </param>
    public PictureSource(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        _paths = new Queue<string>(paths);
    }

    /// <inheritdoc/>
    public bool TryGetFrame(out SourceFrame frame, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        frame = default;
        if (_folder.Count > 0)
        {
            frame = Read(_folder.Dequeue());
            return true;
        }

        if (!_paths.TryDequeue(out string? path))
            return false;
        if (path.Length == 0)
            throw new FrameException(path, "Expected the path of a picture or a folder, found an empty text.");
        if (Directory.Exists(path))
            path = OpenFolder(path);
        frame = Read(path);
        return true;
    }

    /// <summary>Nothing to give back.</summary>
    public void Dispose()
    {
    }

    private static SourceFrame Read(string path)
    {
        try
        {
            return new SourceFrame(path, PictureFile.Read(path).Frame);
        }
        catch (PictureException e)
        {
            throw new FrameException(path, e.Message, e);
        }
    }

    /// <returns>The folder's first picture.</returns>
    private string OpenFolder(string folder)
    {
        string[] pictures;
        try
        {
            pictures = Array.FindAll(Directory.GetFiles(folder), IsPicture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FrameException(folder, $"{folder}: cannot be listed: {e.Message}", e);
        }

        if (pictures.Length == 0)
            throw new FrameException(folder, $"{folder}: expected a folder with PNG or PGM pictures, found none in it");
        Array.Sort(pictures, StringComparer.Ordinal);
        foreach (string picture in pictures)
            _folder.Enqueue(picture);
        return _folder.Dequeue();
    }

    private static bool IsPicture(string path) => Array.Exists(Extensions, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
}
