using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// How training samples are varied, differently in each epoch: a record for each kind of data, with a named policy each
/// (<see cref="Named"/>). Each range is drawn from uniformly; 0 switches off. What happens to a sample depends on the seed, the epoch and the
/// sample's number alone.
/// </summary>
public abstract record AugmentationPolicy
{
    /// <summary>The least <see cref="Mixup"/> or <see cref="CutMix"/> that is not 0: below it hardly anything is mixed.</summary>
    public const float LeastMixing = 0.05f;

    /// <summary>The names that <see cref="Named"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["handwriting", "robust", "photograph", "series", "volume"];

    /// <summary>The share of samples that is distorted, in [0, 1]. Mixing is apart from it.</summary>
    public float Probability { get; init; } = 1;

    /// <summary>
    /// Mixup (Zhang 2018): each sample is blended with another one of the training part, and its label likewise, by shares out of
    /// Beta(mixup, mixup). 0.05 to 1, or 0 for none; 0.2 is usual.
    /// </summary>
    public float Mixup { get; init; }

    /// <summary>
    /// CutMix (Yun 2019): a box of each sample, of a series an interval, comes from another one, and its label by the box's share, out of
    /// Beta(cutmix, cutmix). 0.05 to 1, or 0 for none; 1 is usual. With <see cref="Mixup"/> beside it, each sample gets one of the two.
    /// </summary>
    public float CutMix { get; init; }

    /// <summary>Whether samples are mixed with others.</summary>
    internal bool Mixes => Mixup > 0 || CutMix > 0;

    /// <summary>A policy by its name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TrainingException">There is none of that name.</exception>
    public static AugmentationPolicy Named(string name) => name switch
    {
        "handwriting" => PictureAugmentation.Handwriting,
        "robust" => PictureAugmentation.Robust,
        "photograph" => PictureAugmentation.Photograph,
        "series" => SeriesAugmentation.Standard,
        "volume" => VolumeAugmentation.Standard,
        _ => throw new TrainingException($"Augmentation: expected {string.Join(", ", Names)}, found '{Safety.PlainText.Shorten(name, 40)}'."),
    };

    /// <summary>The name of the policy that suits samples of a shape.</summary>
    /// <param name="shape">The network's input shape, channels first.</param>
    /// <returns>Series for (length) and (channels, length), volume for four axes, handwriting for grey pictures, photograph for others.</returns>
    public static string NameFor(IReadOnlyList<int> shape) => shape.Count switch
    {
        <= 2 => "series",
        3 => shape[0] == 1 ? "handwriting" : "photograph",
        _ => "volume",
    };

    /// <summary>A policy of the same kind with nothing switched on.</summary>
    public abstract AugmentationPolicy None();

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal virtual void Check()
    {
        Require(Probability, 1, nameof(Probability));
        RequireMixing(Mixup, nameof(Mixup));
        RequireMixing(CutMix, nameof(CutMix));
    }

    /// <summary>Makes what varies samples; a thread each.</summary>
    /// <param name="shape">The shape of a sample.</param>
    /// <param name="arePictures">Whether samples are pictures, their values in [0, 1]; if not, they are numbers, standardized.</param>
    /// <exception cref="TrainingException">The policy is for other samples.</exception>
    internal abstract Augmentation.Augmenter Create(IReadOnlyList<int> shape, bool arePictures);

    /// <exception cref="TrainingException">The value is not between 0 and the most.</exception>
    private protected static void Require(float value, float most, string option)
    {
        if (!(value >= 0 && value <= most)) throw new TrainingException(Invariant($"{option}: expected 0 to {most}, found {value}."));
    }

    private protected static TrainingException Unfit(string expected, IReadOnlyList<int> shape, bool arePictures) => new(
        $"Distortion expects {expected}, found {(arePictures ? "" : "numbers of ")}{string.Join("×", shape)}. Train without it.");

    private static void RequireMixing(float value, string option)
    {
        if (value != 0 && !(value >= LeastMixing && value <= 1))
            throw new TrainingException(Invariant($"{option}: expected 0, or {LeastMixing} to 1, found {value}."));
    }
}
