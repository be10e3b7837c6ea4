using System.Globalization;
using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>One program at a time writes to a store: a second one would deliver everything twice. The lock's file lies beside it.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly ProcessLock _lock;

    /// <exception cref="StoreException">Another program has it, or the folder may not be written to.</exception>
    internal StoreLock(string database)
    {
        string path = PathOf(database);
        try
        {
            _lock = ProcessLock.Take(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string advice = error is UnauthorizedAccessException ? "may not be written to: check owner and mode of the folder"
                : ProcessLock.IsTaken(path, out int? process) ? $"is in use{By(process)}: check that the service does not run already"
                : "cannot be written: check folder and disk";
            throw new StoreException(path, $"{advice} ({error.Message})", error);
        }
    }

    /// <summary>Whether a program has the lock of a store.</summary>
    /// <param name="database">The store.</param>
    /// <param name="process">The program's number; null where it is not known.</param>
    internal static bool IsTaken(string database, out int? process) => ProcessLock.IsTaken(PathOf(database), out process);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static string PathOf(string database) => database + ".lock";

    private static string By(int? process) =>
        process is { } number ? string.Create(CultureInfo.InvariantCulture, $" by process {number}") : "";
}
