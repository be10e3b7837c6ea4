using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Synthetic.Clutter;

namespace EdgeNet.Training;

/// <summary>The training part as the workers take it: distorted, or cluttered, each picture differently in each epoch.</summary>
internal sealed class TrainingSamples : ILabelSource
{
    private readonly ImageSet _images;
    private readonly int _plain;
    private readonly Augmenter[]? _augmenters;
    private readonly ClutteredDigits[]? _cluttered;
    private readonly SamplePrefetch? _prefetch;

    /// <param name="data">The data set.</param>
    /// <param name="augmentation">How to distort; null for not at all.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="TrainingException">The samples to be distorted are no pictures.</exception>
    public TrainingSamples(Dataset data, AugmentationOptions? augmentation, int workers)
    {
        _images = data.Train;
        _plain = data.PlainCount ?? _images.Count;
        if (_images.IsStreamed) _prefetch = new SamplePrefetch(_images, workers);
        if (_plain < _images.Count)
        {
            var pictures = new DigitPictures(_images, _plain);
            _cluttered = new ClutteredDigits[workers];
            for (int i = 0; i < workers; i++)
                _cluttered[i] = new ClutteredDigits(pictures);
        }

        if (augmentation is null) return;
        IReadOnlyList<int> shape = _images.Shape;
        if (shape.Count != 3 || !_images.ArePictures)
            throw new TrainingException(
                $"Distortion expects pictures of (channels, height, width), found {(_images.ArePictures ? "" : "numbers of ")}{string.Join("×", shape)}. Train without it.");
        _augmenters = new Augmenter[workers];
        for (int i = 0; i < workers; i++)
            _augmenters[i] = new Augmenter(augmentation, shape[0], shape[1], shape[2]);
    }

    /// <summary>Begins to decode samples that are not kept in memory, in the order in which an epoch asks for them.</summary>
    /// <param name="order">The samples.</param>
    /// <returns>Dispose it at the end of the epoch; null where all are in memory.</returns>
    public IDisposable? Ahead(int[] order) => _prefetch?.Begin(order);

    public void Read(int sample, ulong key, int worker, Span<float> input)
    {
        if (sample >= _plain)
        {
            _cluttered![worker].Draw(_images.Label(sample), key, input);
            return;
        }

        if (_prefetch?.TryTake(sample, input) != true) _images.ReadRaw(sample, input);
        _augmenters?[worker].Apply(input, key);
        _images.Finish(input);
    }

    /// <summary>A copy of some of the samples, not distorted; cluttered ones are drawn.</summary>
    /// <param name="samples">Which.</param>
    public ImageSet Select(ReadOnlySpan<int> samples) =>
        _cluttered is null ? _images.Select(samples) : _cluttered[0].Draw(_images, _plain, samples);

    public int Label(int sample) => _images.Label(sample);
}
