using EdgeNet.Training.Augmentation;

namespace EdgeNet.Training;

/// <summary>How training volumes are varied: numbers in space, each channel standardized.</summary>
public sealed record VolumeAugmentation : AugmentationPolicy
{
    /// <summary>Variations that leave a body what it is where up and down do not matter.</summary>
    public static VolumeAugmentation Standard { get; } = new() { Flip = 0.5f, Turn = 0.5f, Shift = 1, Noise = 0.05f };

    /// <inheritdoc/>
    public override AugmentationPolicy None() => new VolumeAugmentation();

    /// <summary>The share of volumes that is mirrored, drawn for each axis, in [0, 1].</summary>
    public float Flip { get; init; }

    /// <summary>The share of volumes that is turned by quarters about its axes, in [0, 1]; only axes of one size change places.</summary>
    public float Turn { get; init; }

    /// <summary>The largest shift on each axis either way, in whole cells, 0 to 1000. The border's cells are repeated.</summary>
    public float Shift { get; init; }

    /// <summary>The largest deviation of Gaussian noise, in deviations of a channel; 0 to 10.</summary>
    public float Noise { get; init; }

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal override void Check()
    {
        base.Check();
        Require(Flip, 1, nameof(Flip));
        Require(Turn, 1, nameof(Turn));
        Require(Shift, 1000, nameof(Shift));
        Require(Noise, 10, nameof(Noise));
    }

    /// <inheritdoc/>
    internal override Augmenter Create(IReadOnlyList<int> shape, bool arePictures) => shape.Count == 4 && !arePictures
        ? new VolumeAugmenter(this, shape[0], [.. shape.Skip(1)])
        : throw Unfit("volumes of (channels, depth, height, width)", shape, arePictures);
}
