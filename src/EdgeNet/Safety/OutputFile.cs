using System.Buffers;
using System.Collections.Concurrent;
using System.ComponentModel;

namespace EdgeNet.Safety;

/// <summary>
/// Writes files whole or not at all. The data go to a temporary file in the same folder, reach the disk, and then take the file's name:
/// whoever reads it finds the old content or the new. A symbolic link is followed and stays. Folders, devices, pipes, sockets and
/// read-only files are refused, not replaced. A file that is replaced gives its permissions to the new one, which belongs to whoever
/// writes it; other names of it (hard links) keep the old content.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OutputFile
{
    private const string TemporarySuffix = ".tmp";

    /// <summary>Characters that a temporary file has of the file's name: all of them might be more than a name may have.</summary>
    private const int MostOfName = 40;

    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;

    /// <summary>Characters of <see cref="Path.GetRandomFileName"/>: eight, a point and three.</summary>
    private const int RandomLength = 12;

    private static readonly SearchValues<char> RandomCharacters = SearchValues.Create(".abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Temporary files that are being written.</summary>
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new();

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="write">Writes the content. The stream can seek.</param>
    /// <exception cref="IOException">The file cannot be written, or is not a regular one. What was there is there still.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        string target = Check(path);
        // In the same folder, so that the move is a rename.
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $"{TemporaryPrefix(target)}{Path.GetRandomFileName()}{TemporarySuffix}");
        Unfinished[temporary] = true;
        try
        {
            using (FileStream stream = Create(temporary, target))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target) & Permissions);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e)
        {
            File.Delete(temporary);
            if (e is UnauthorizedAccessException) throw new IOException($"{path}: permission denied.", e);
            // The system names the temporary file, which nobody knows.
            if (e is IOException && e.Message.Contains(temporary, StringComparison.Ordinal))
                throw new IOException($"{path}: cannot be written: {e.Message.Replace(temporary, target, StringComparison.Ordinal)}", e);
            throw;
        }
        finally
        {
            Unfinished.TryRemove(temporary, out _);
        }
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder is there.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="IOException">The file cannot be written, or is not a regular one. What was there is there still.</exception>
    public static void WriteText(string path, string text) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write(text);
    });

    /// <summary>Removes the temporary files that are being written: for a process that is about to end.</summary>
    public static void RemoveUnfinished()
    {
        foreach (string temporary in Unfinished.Keys) File.Delete(temporary);
    }

    /// <summary>
    /// Removes the temporary files of a file that processes left behind which were killed while they wrote it. Those that are being written
    /// now are locked, and stay.
    /// </summary>
    /// <param name="path">The file; it need not be there.</param>
    public static void RemoveAbandoned(string path)
    {
        string target = RealPath.Of(path), folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) return;
        string prefix = TemporaryPrefix(target);
        foreach (string file in Directory.EnumerateFiles(folder, $"*{TemporarySuffix}", new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = true }))
        {
            string name = Path.GetFileName(file);
            // Exactly such names as are given above, so that nobody else's file is taken for one.
            bool isTemporary = name.StartsWith(prefix, StringComparison.Ordinal)
                && name.Length == prefix.Length + RandomLength + TemporarySuffix.Length
                && name.AsSpan(prefix.Length, RandomLength).IndexOfAnyExcept(RandomCharacters) < 0;
            if (isTemporary && FileKind.OtherThanRegular(file) is null && IsFree(file)) File.Delete(file);
        }
    }

    /// <summary>Looks whether a file could be written, before long work whose result goes there.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The full path of the file itself, without any link.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no folder to write it to.</exception>
    /// <exception cref="IOException">What is there is not a regular file, or read-only.</exception>
    public static string Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // The system's own view first: links below /proc lead to what has no name.
        if (FileKind.OtherThanRegular(path) is { } kind)
            throw new IOException($"{path}: expected a regular file to write, found {kind}.");
        string target = RealPath.Of(path);
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
            throw new IOException($"{path}: expected a file to write, found a folder.");
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{path}: there is no folder {folder} to write it to.");
        if (new FileInfo(target) is { Exists: true, IsReadOnly: true }) throw new IOException($"{path}: the file is read-only.");
        return target;
    }

    private static string TemporaryPrefix(string target)
    {
        string name = Path.GetFileName(target);
        return $".{(name.Length <= MostOfName ? name : name[..MostOfName])}.";
    }

    private static bool IsFree(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Nobody else may read the new content of a file that is there already before it has that file's permissions.</summary>
    private static FileStream Create(string temporary, string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(temporary, options);
    }
}
