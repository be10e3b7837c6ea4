using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Synthetic.Clutter;

namespace EdgeNet.Training;

/// <summary>The training part as the workers take it: varied, or cluttered, each sample differently in each epoch.</summary>
internal sealed class TrainingSamples : ILabelSource, ITargetSource
{
    private readonly ImageSet _images;
    private readonly int _plain;
    private readonly Augmenter[]? _augmenters;
    private readonly bool _arePictures;
    private readonly ClutteredDigits[]? _cluttered;
    private readonly SamplePrefetch? _prefetch;
    private int _variant;

    /// <param name="data">The data set.</param>
    /// <param name="augmentation">How to vary samples; null for not at all.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="TrainingException">The augmentation is for samples of another kind.</exception>
    public TrainingSamples(Dataset data, AugmentationPolicy? augmentation, int workers)
    {
        _images = data.Train;
        _arePictures = _images.ArePictures;
        Workers = workers;
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
        _augmenters = new Augmenter[workers];
        for (int i = 0; i < workers; i++)
            _augmenters[i] = augmentation.Create(_images.Shape, _arePictures);
    }

    /// <summary>Other forms of the training part, which the epochs take in turn; empty for none.</summary>
    public ImageSet[] Variants { get; init; } = [];

    /// <summary>Threads that read.</summary>
    public int Workers { get; }

    /// <summary>The samples that a learner learns from, as it takes them: mixed with each other where that is wanted.</summary>
    /// <param name="indices">Which.</param>
    /// <param name="augmentation">How to vary samples; null for not at all.</param>
    public ILabelSource For(int[] indices, AugmentationPolicy? augmentation) => augmentation is { Mixes: true }
        ? new MixedSamples(this, _images.Count, _images.Shape, indices, augmentation, Workers)
        : this;

    /// <summary>Says which epoch begins, from 1.</summary>
    public void Begin(int epoch) => _variant = Variants.Length == 0 ? 0 : Math.Max(0, epoch - 1) % Variants.Length;

    /// <summary>Begins to decode samples that are not kept in memory, in the order in which an epoch asks for them.</summary>
    /// <param name="order">The samples.</param>
    /// <returns>Dispose it at the end of the epoch; null where all are in memory.</returns>
    public IDisposable? Ahead(int[] order) => _prefetch?.Begin(order);

    public void Read(int sample, ulong key, int worker, Span<float> input)
    {
        if (Variants.Length > 0)
        {
            Variants[_variant].Read(sample, input);
            return;
        }

        if (sample >= _plain)
        {
            _cluttered![worker].Draw(_images.Label(sample), key, input);
            return;
        }

        if (_prefetch?.TryTake(sample, input) != true) _images.ReadRaw(sample, input);
        // Pictures are distorted as they were seen; the ranges of numbers are in deviations, which they have when they are standardized.
        if (!_arePictures) _images.Finish(input);
        _augmenters?[worker].Apply(input, key);
        if (_arePictures) _images.Finish(input);
    }

    /// <summary>A copy of some of the samples, not distorted; cluttered ones are drawn.</summary>
    /// <param name="samples">Which.</param>
    public ImageSet Select(ReadOnlySpan<int> samples) =>
        _cluttered is null ? _images.Select(samples) : _cluttered[0].Draw(_images, _plain, samples);

    public int Label(int sample) => _images.Label(sample);

    public TargetSet Targets => _images.Targets!;
}
