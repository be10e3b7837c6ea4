using System.Security.Cryptography;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>
/// Samples that are not kept in memory: each is decoded, or taken from a mapped file, when it is asked for. Safe for use by several
/// threads at once.
/// </summary>
internal abstract class SampleStore
{
    /// <summary>Bytes of a digest.</summary>
    public const int DigestLength = 16;

    /// <summary>Samples.</summary>
    public abstract int Count { get; }

    /// <summary>Whether a sample is of bytes; else of floats.</summary>
    public abstract bool AreBytes { get; }

    /// <summary>Reads a sample.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="sample">Receives its bytes, or the bytes of its floats.</param>
    /// <exception cref="TrainingException">It cannot be read any more.</exception>
    public abstract void Read(int index, Span<byte> sample);

    /// <summary>Tells a sample from others.</summary>
    /// <param name="index">The sample.</param>
    /// <param name="scratch">As many bytes as a sample has.</param>
    /// <param name="digest">Receives <see cref="DigestLength"/> bytes.</param>
    public virtual void Digest(int index, Span<byte> scratch, Span<byte> digest)
    {
        Read(index, scratch);
        Digest(scratch, digest);
    }

    /// <summary>The first bytes of the SHA-256 of a sample.</summary>
    public static void Digest(ReadOnlySpan<byte> sample, Span<byte> digest)
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(sample, whole);
        whole[..DigestLength].CopyTo(digest);
    }
}
