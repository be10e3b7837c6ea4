using System.Collections.Concurrent;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>Samples in files of their own, decoded whenever they are asked for.</summary>
/// <param name="loader">Makes decoders.</param>
/// <param name="paths">The files, all of which were decoded once.</param>
/// <param name="digests">What tells each from others.</param>
internal sealed class FileStore(SampleLoader loader, string[] paths, byte[] digests) : SampleStore
{
    private readonly ConcurrentBag<SampleDecoder> _idle = [];

    /// <inheritdoc/>
    public override int Count => paths.Length;

    /// <inheritdoc/>
    public override bool AreBytes => loader.AreBytes;

    /// <inheritdoc/>
    public override void Read(int index, Span<byte> sample)
    {
        if (!_idle.TryTake(out SampleDecoder? decoder)) decoder = loader.CreateDecoder();
        decoder.Decode(paths[index], sample);
        _idle.Add(decoder);
    }

    /// <inheritdoc/>
    public override void Digest(int index, Span<byte> scratch, Span<byte> digest) =>
        digests.AsSpan(index * DigestLength, DigestLength).CopyTo(digest);
}
