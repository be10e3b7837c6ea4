namespace EdgeNet.Devices.Outputs.Store;

/// <summary>
/// One program at a time writes to a store: a second one would deliver everything twice. It is a file beside the database, held open and
/// locked; the kernel lets go of it whatever ends the program.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream _file;

    /// <exception cref="StoreException">Another program has it, or the folder may not be written to.</exception>
    internal StoreLock(string database)
    {
        string path = database + ".lock";
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string advice = error is UnauthorizedAccessException
                ? "may not be written to: check owner and mode of the folder"
                : "is in use, or cannot be written: check that the service does not run already";
            throw new StoreException(path, $"{advice} ({error.Message})", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
