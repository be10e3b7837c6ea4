using System.Globalization;
using System.Text;

namespace EdgeNet.Devices.Linux;

/// <summary>
/// A lock that one process at a time has: a file that is held open and locked, which the kernel lets go of whatever ends the process. A
/// locked file cannot be read, so the process' number stands in another one beside it.
/// </summary>
public sealed class ProcessLock : IDisposable
{
    private const int MostDigits = 10;

    /// <summary>Linux' EWOULDBLOCK: somebody else has the file locked.</summary>
    private const int WouldBlock = 11;

    /// <summary>The same on Windows.</summary>
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream _file;
    private readonly string _numberPath;

    private ProcessLock(FileStream file, string path) => (_file, _numberPath) = (file, NumberPath(path));

    /// <summary>Takes a lock.</summary>
    /// <param name="path">Its file, which is made.</param>
    /// <exception cref="IOException">Another process has it, or the file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written to.</exception>
    public static ProcessLock Take(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // The folder may be another user's than the process': where a link leads, nothing is written.
        if (new FileInfo(path).LinkTarget is { } target)
            throw new IOException($"{path}: expected a file, found a symbolic link to {target}");
        var taken = new ProcessLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1), path);
        taken.WriteNumber();
        return taken;
    }

    /// <summary>Whether a process has a lock.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="process">The process' number; null where nobody has it, and where it is not known.</param>
    public static bool IsTaken(string path, out int? process)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        process = null;
        try
        {
            // To read it shares the lock, which is refused while somebody has it alone.
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1).Dispose();
            return false;
        }
        catch (IOException error) when (error.HResult is WouldBlock or SharingViolation)
        {
            process = ReadNumber(path);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What cannot be opened for another reason is whoever's who needs it.
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            File.Delete(_numberPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A number without a lock says nothing.
        }

        _file.Dispose();
    }

    private static string NumberPath(string path) => path + ".pid";

    private static int? ReadNumber(string path)
    {
        try
        {
            using var file = new FileStream(NumberPath(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> text = stackalloc byte[MostDigits + 1];
            text = text[..file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false)];
            string digits = Encoding.ASCII.GetString(text).TrimEnd('\n');
            return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Says who has it. Where that cannot be written, it is locked all the same.</summary>
    private void WriteNumber()
    {
        // Others may look who has it, whatever the process keeps to itself.
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        try
        {
            // A number that was left by another process is not written through, and no link is followed.
            File.Delete(_numberPath);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = Readable;
            using (var number = new FileStream(_numberPath, options))
                number.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n")));
            if (OperatingSystem.IsWindows())
                return;
            File.SetUnixFileMode(_file.SafeFileHandle, Readable);
            // The mask of the process may have taken some of it away.
            using var written = new FileStream(_numberPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            File.SetUnixFileMode(written.SafeFileHandle, Readable);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The lock is what counts.
        }
    }
}
