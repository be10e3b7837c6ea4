using System.Runtime.InteropServices;
using EdgeNet.Training.Data.Streaming;
using Microsoft.Win32.SafeHandles;

namespace EdgeNet.Training.Transfer;

/// <summary>Samples of floats in a temporary file, which goes with the last that uses it.</summary>
internal sealed class FeatureFile : SampleStore, IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly int _bytes;

    /// <param name="folder">Where the file is made.</param>
    /// <param name="count">Samples.</param>
    /// <param name="length">Floats of a sample.</param>
    /// <exception cref="TrainingException">The file cannot be made.</exception>
    public FeatureFile(string folder, int count, int length)
    {
        Count = count;
        _bytes = checked(length * sizeof(float));
        string path = Path.Combine(folder, Path.GetRandomFileName());
        // Unix lets a file lose its name while it is open: then it goes even with a process that is killed.
        bool goesByItself = !OperatingSystem.IsWindows();
        try
        {
            _file = File.OpenHandle(
                path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
                goesByItself ? FileOptions.None : FileOptions.DeleteOnClose, preallocationSize: (long)count * _bytes);
            if (goesByItself) File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw new TrainingException($"{path}: no temporary file can be made for the outputs of the frozen layers: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override bool AreBytes => false;

    /// <summary>Writes a sample; any number of threads may.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="sample">Its floats.</param>
    public void Write(int index, ReadOnlySpan<float> sample) =>
        RandomAccess.Write(_file, MemoryMarshal.AsBytes(sample), (long)index * _bytes);

    /// <inheritdoc/>
    public override void Read(int index, Span<byte> sample)
    {
        for (int done = 0; done < _bytes;)
        {
            int read = RandomAccess.Read(_file, sample[done.._bytes], (long)index * _bytes + done);
            if (read == 0)
                throw new TrainingException("The temporary file of the frozen layers' outputs was shortened while it was in use.");
            done += read;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
