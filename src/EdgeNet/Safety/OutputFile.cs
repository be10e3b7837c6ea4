using System.ComponentModel;

namespace EdgeNet.Safety;

/// <summary>
/// Writes files whole or not at all. The data go to a temporary file in the same folder, reach the disk, and then take the file's name: whoever reads it finds
/// the old content or the new. A symbolic link is followed and stays. Folders, devices, pipes, sockets and read-only files are refused, not replaced.
/// A file that is replaced gives its permissions to the new one; other names of it (hard links) keep the old content.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="write">Writes the content. The stream can seek.</param>
    /// <exception cref="IOException">The file cannot be written, or is not a regular one. What was there is there still.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Check(path);
        // In the same folder, so that the move is a rename.
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.tmp");
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="IOException">The file cannot be written, or is not a regular one. What was there is there still.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Looks whether a file could be written, before long work whose result goes there.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The full path of the file itself, where <paramref name="path"/> is a link.</returns>
    /// <exception cref="IOException">There is no such folder, or what is there is not a regular file, or read-only.</exception>
    public static string Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Target(path);
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path)) throw new IOException($"{path}: expected a file to write, found a folder.");
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) throw new IOException($"{path}: there is no folder {folder} to write it to.");
        if (FileKind.OtherThanRegular(target) is { } kind) throw new IOException($"{path}: expected a regular file to write, found {kind}.");
        if (new FileInfo(target) is { Exists: true, IsReadOnly: true }) throw new IOException($"{path}: the file is read-only.");
        return target;
    }

    private static string Target(string path)
    {
        if (new FileInfo(path).LinkTarget is null) return Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        }
        catch (IOException e)
        {
            throw new IOException($"{path}: the symbolic link leads nowhere: {e.Message}", e);
        }
    }
}
