using System.Collections.Concurrent;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>Pictures in a mapped array, prepared whenever they are asked for.</summary>
/// <param name="pictures">The pictures.</param>
/// <param name="count">How many.</param>
/// <param name="preparation">How they are prepared.</param>
internal sealed class PictureStore(ArrayPictures pictures, int count, InputPreparation preparation) : SampleStore
{
    private readonly ConcurrentBag<(PicturePreparer Preparer, PictureScratch Scratch)> _idle = [];

    /// <inheritdoc/>
    public override int Count => count;

    /// <inheritdoc/>
    public override bool AreBytes => true;

    /// <inheritdoc/>
    public override void Read(int index, Span<byte> sample)
    {
        if (!_idle.TryTake(out var own)) own = (new PicturePreparer(preparation), pictures.CreateScratch());
        own.Preparer.PrepareBytes(pictures.Planes(index, own.Scratch), sample);
        _idle.Add(own);
    }
}
