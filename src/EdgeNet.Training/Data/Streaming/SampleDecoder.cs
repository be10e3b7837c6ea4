namespace EdgeNet.Training.Data.Streaming;

/// <summary>Decodes the files of samples; one a thread, with memory that it uses again.</summary>
internal abstract class SampleDecoder
{
    /// <summary>What is to be told of the last file, though it was read; null where all was well.</summary>
    public string? Warning { get; protected set; }

    /// <summary>Decodes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sample">Receives its bytes, or the bytes of its floats, prepared up to mean and deviation.</param>
    /// <exception cref="TrainingException">It cannot be read, or does not fit.</exception>
    public abstract void Decode(string path, Span<byte> sample);
}
