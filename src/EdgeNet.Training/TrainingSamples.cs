using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training;

/// <summary>The training part as the workers take it: distorted, each picture differently in each epoch.</summary>
internal sealed class TrainingSamples : ILabelSource
{
    private readonly ImageSet _images;
    private readonly Augmenter[]? _augmenters;

    /// <param name="images">The training part.</param>
    /// <param name="augmentation">How to distort; null for not at all.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="TrainingException">The samples to be distorted are no pictures.</exception>
    public TrainingSamples(ImageSet images, AugmentationOptions? augmentation, int workers)
    {
        _images = images;
        if (augmentation is null) return;
        if (images.Shape.Count != 3)
            throw new TrainingException(
                $"Distortion expects pictures of (channels, height, width), found {string.Join("×", images.Shape)}. Train without it.");
        _augmenters = new Augmenter[workers];
        for (int i = 0; i < workers; i++)
            _augmenters[i] = new Augmenter(augmentation, images.Shape[0], images.Shape[1], images.Shape[2]);
    }

    public void Read(int sample, ulong key, int worker, Span<float> input)
    {
        _images.Read(sample, input);
        _augmenters?[worker].Apply(input, key);
    }

    public int Label(int sample) => _images.Label(sample);
}
