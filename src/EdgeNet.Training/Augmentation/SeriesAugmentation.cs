using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training;

/// <summary>How training series are varied: numbers over time, each channel standardized.</summary>
public sealed record SeriesAugmentation : AugmentationPolicy
{
    /// <summary>
    /// Mild variations of pace. Shifts, masks and mixing are on request: they do harm where it counts when something happens.
    /// </summary>
    public static SeriesAugmentation Standard { get; } = new() { Crop = 0.1f, Warp = 0.03f };

    /// <inheritdoc/>
    public override AugmentationPolicy None() => new SeriesAugmentation();

    /// <summary>The largest deviation of Gaussian noise, in deviations of a channel; 0 to 10.</summary>
    public float Noise { get; init; }

    /// <summary>The largest change of amplitude either way, drawn for each channel: 0.1 is 91 % to 110 %; 0 to 10.</summary>
    public float Scale { get; init; }

    /// <summary>The largest shift in time either way, as a share of the length, in [0, 1]. The ends are repeated.</summary>
    public float Shift { get; init; }

    /// <summary>The largest share of the length that is cut away, in [0, 0.9]; what is left is stretched to the whole length.</summary>
    public float Crop { get; init; }

    /// <summary>
    /// The strength of smooth distortions of time: the largest displacement is about so large a share of the length, in [0, 0.1]. Order in time
    /// stays, and so do both ends.
    /// </summary>
    public float Warp { get; init; }

    /// <summary>The largest share of the length that is put to 0, the mean, in all channels, in one interval, in [0, 1].</summary>
    public float Mask { get; init; }

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal override void Check()
    {
        base.Check();
        Require(Noise, 10, nameof(Noise));
        Require(Scale, 10, nameof(Scale));
        Require(Shift, 1, nameof(Shift));
        Require(Crop, 0.9f, nameof(Crop));
        Require(Warp, 0.1f, nameof(Warp));
        Require(Mask, 1, nameof(Mask));
    }

    /// <inheritdoc/>
    internal override Augmenter Create(IReadOnlyList<int> shape, bool arePictures) => shape.Count <= 2 && !arePictures
        ? new SeriesAugmenter(this, shape.Count == 2 ? shape[0] : 1, shape[^1])
        : throw Unfit("series of (channels, length)", shape, arePictures);
}
