using System.Globalization;
using EdgeNet.Training.Transfer;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// How to train. The defaults are what LeNet-5 is trained with, but for <see cref="Augmentation"/>, which there is
/// <see cref="PictureAugmentation.Handwriting"/>.
/// </summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// What series are trained with: as many epochs as make enough steps of a small set. Chosen by cross-validation on several small
    /// sets; no variation did better on all of them, so there is none.
    /// </summary>
    public static TrainingOptions Series { get; } = new()
    {
        LeastSteps = 600,
        BatchSize = 16,
        Optimizer = new AdamOptions(3e-3f, WeightDecay: 0.02f),
        Schedule = new CosineSchedule(WarmUp: 5),
        LabelSmoothing = 0.1f,
        WeightAverage = 0.99f,
    };

    /// <summary>Passes over the training part, 1 or more.</summary>
    public int Epochs { get; init; } = 24;

    /// <summary>
    /// Steps that a training has at least, 0 or more: where samples are few, epochs are added to <see cref="Epochs"/>. 0 for no matter how
    /// many.
    /// </summary>
    public int LeastSteps { get; init; }

    /// <summary>
    /// Samples of a step, 1 or more; the last of an epoch may have fewer, or up to a quarter more where that spares batch norms a
    /// smaller one.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>What all randomness grows from. The same seed gives the same weights on any number of cores of one kind.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The optimiser.</summary>
    public OptimizerOptions Optimizer { get; init; } = new AdamOptions(1.5e-3f, WeightDecay: 0.05f);

    /// <summary>How the learning rate changes.</summary>
    public LearningRateSchedule Schedule { get; init; } = new CosineSchedule();

    /// <summary>The loss.</summary>
    public LossKind Loss { get; init; } = LossKind.CrossEntropy;

    /// <summary>The share of the right class spread over all classes, in [0, 1).</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>Label smoothing for classes that are the steps of a scale, beside <see cref="LabelSmoothing"/>; null for none.</summary>
    public ScaleSmoothing? ScaleSmoothing { get; init; }

    /// <summary>
    /// The focus of cross-entropy on samples that are not yet known (Lin 2017): each one's loss is multiplied by the probability that it is
    /// answered wrongly to this power, 0 to 10; 0 for none, 2 is usual.
    /// </summary>
    public float Focus { get; init; }

    /// <summary>
    /// Whether classes with few training samples count as much as those with many: each sample's loss is multiplied by
    /// samples / (classes · samples of its class).
    /// </summary>
    public bool Balance { get; init; }

    /// <summary>The largest norm that a gradient keeps; 0 for no limit (Pascanu 2013).</summary>
    public float GradientClip { get; init; }

    /// <summary>
    /// The decay of a moving average of the weights, in [0, 1), which then is what is evaluated and kept (Polyak 1992); 0 for none.
    /// </summary>
    public float WeightAverage { get; init; } = 0.9995f;

    /// <summary>Teachers whose answers are learnt beside the labels; null for none.</summary>
    public DistillationOptions? Distillation { get; init; }

    /// <summary>How samples are changed against the network while it learns; null for not at all.</summary>
    public AdversarialOptions? Adversarial { get; init; }

    /// <summary>How weights are drawn.</summary>
    public Initialization Initialization { get; init; } = Initialization.Automatic;

    /// <summary>How training samples are varied; null for not at all.</summary>
    public AugmentationPolicy? Augmentation { get; init; }

    /// <summary>Cluttered digits, and marks that are none, drawn beside a data set of digits; null for none.</summary>
    public ClutterOptions? Clutter { get; init; }

    /// <summary>
    /// Samples held out of the training part where a data set has no validation part; 0 for a sixth and twenty of each class, at most
    /// 5,000, or a cross-validation where a set is too small for it (<see cref="Folds"/>).
    /// </summary>
    public int ValidationSamples { get; init; }

    /// <summary>
    /// Folds of a cross-validation in place of held-out samples, 2 or more; 0 for none; null for five where samples are few: up to
    /// 2,000, with a class of which a sixth is less than twenty.
    /// </summary>
    public int? Folds { get; init; }

    /// <summary>Weights to start from; null for random ones.</summary>
    public IParameterSource? Start { get; init; }

    /// <summary>How layers go on whose weights in <see cref="Start"/> were learnt elsewhere; null for nothing special.</summary>
    public TransferOptions? Transfer { get; init; }

    /// <summary>Epochs without a better validation result after which training stops; 0 for never.</summary>
    public int Patience { get; init; }

    /// <summary>Which epoch's weights are kept.</summary>
    public KeptEpoch Keep { get; init; }

    /// <summary>Threads; 0 for one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Where the best weights go each time there are better ones, a safetensors file; null for nowhere.</summary>
    public string? WeightsPath { get; init; }

    /// <summary>Where the state of training goes after each epoch, so that it can be resumed; null for nowhere.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// Whether to go on from <see cref="CheckpointPath"/>. Network, data and options must be those of the run that wrote it, but for
    /// <see cref="Epochs"/>, <see cref="Patience"/> and <see cref="Threads"/>; the weights then are those of an uninterrupted run. With
    /// other epochs they are so unless the schedule is cosine or one-cycle: these spread the rate over all epochs, and what is done is
    /// done.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>The options that suit samples of a shape.</summary>
    /// <param name="inputShape">The network's input shape: (channels, length) is a series.</param>
    public static TrainingOptions For(IReadOnlyList<int> inputShape) => inputShape.Count == 2 ? Series : new();

    /// <summary>Epochs for so many training samples.</summary>
    internal int EpochsFor(int samples)
    {
        int steps = (samples + BatchSize - 1) / BatchSize;
        return Math.Max(Epochs, (LeastSteps + steps - 1) / steps);
    }

    /// <summary>The options that make the weights what they are, a line each: a name, an equals sign, a text.</summary>
    internal string Signature
    {
        get
        {
            // A record's text follows the culture of the thread.
            CultureInfo culture = CultureInfo.CurrentCulture;
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            try
            {
                (string Name, object? Value)[] signed =
                [
                    ("batch size", BatchSize), ("seed", Seed), ("optimizer", Optimizer), ("schedule", Schedule), ("loss", Loss),
                    ("label smoothing", LabelSmoothing), ("clipping", GradientClip), ("average", WeightAverage),
                    ("initialization", Initialization),
                    // What is not asked for is not named, so that checkpoints from before there was a choice go on.
                    ("focus", Focus > 0 ? Focus : null), ("balance", Balance ? "yes" : null),
                    ("scale", ScaleSmoothing),
                    ("teacher", Distillation?.Signature),
                    ("adversarial", Adversarial),
                    ("transfer", Transfer?.Signature(Augmentation is not null || Clutter is not null)),
                    ("distortion", Augmentation), ("clutter", Clutter), ("validation", ValidationSamples), ("folds", Folds),
                ];
                return string.Join('\n', signed.Select(s => $"{s.Name}={s.Value?.ToString() ?? "none"}"));
            }
            finally
            {
                CultureInfo.CurrentCulture = culture;
            }
        }
    }

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal void Check()
    {
        Require(Epochs >= 1, nameof(Epochs), "1 or more", Epochs);
        Require(LeastSteps >= 0, nameof(LeastSteps), "0 or more", LeastSteps);
        Require(BatchSize >= 1, nameof(BatchSize), "1 or more", BatchSize);
        float rate = Optimizer.LearningRate;
        Require(float.IsFinite(rate) && rate > 0, nameof(Optimizer.LearningRate), "a number above 0", rate);
        Require(Optimizer.WeightDecay is >= 0 and < 1, nameof(Optimizer.WeightDecay), "0 or more, below 1", Optimizer.WeightDecay);
        Require(LabelSmoothing is >= 0 and < 1, nameof(LabelSmoothing), "0 or more, below 1", LabelSmoothing);
        Require(Focus is >= 0 and <= 10, nameof(Focus), "0 to 10", Focus);
        if (Focus > 0 && Loss != LossKind.CrossEntropy)
            throw new TrainingException($"{nameof(Focus)}: is of the loss cross-entropy, found {TargetChecks.Name(Loss)}.");
        ScaleSmoothing?.Check();
        Schedule.Check();
        Require(GradientClip >= 0, nameof(GradientClip), "0 or more", GradientClip);
        Require(WeightAverage is >= 0 and < 1, nameof(WeightAverage), "0 or more, below 1", WeightAverage);
        Require(ValidationSamples >= 0, nameof(ValidationSamples), "0 or more", ValidationSamples);
        Require(Folds is null or 0 or >= 2, nameof(Folds), "0, or 2 or more", Folds ?? 0);
        Require(Patience >= 0, nameof(Patience), "0 or more", Patience);
        if (Patience > 0 && Keep == KeptEpoch.Last)
            throw new TrainingException(
                $"{nameof(Patience)}: whoever stops where nothing gets better keeps the best epoch, found that the last one is to be "
                    + "kept.");
        Require(Threads >= 0, nameof(Threads), "0 or more", Threads);
        Augmentation?.Check();
        Clutter?.Check();
        Distillation?.Check(Loss);
        Adversarial?.Check();
        if (Adversarial is not null && Distillation is not null)
            throw new TrainingException("Adversarial training learns from labels alone: train without teachers.");
        if (Adversarial is not null && (Keep == KeptEpoch.Best || Patience > 0))
            throw new TrainingException("Adversarial training keeps the last epoch: the best one on samples as they are withstands attacks less. "
                + "Train without Patience, and with Keep = Last.");
        Transfer?.Check();
        if (Transfer is not null && Start is null)
            throw new TrainingException("Layers are kept or frozen, but there are no weights to start from: Start is not set.");
        if (Resume && CheckpointPath is null) throw new TrainingException("To resume, a checkpoint is needed: CheckpointPath is not set.");
    }

    private static void Require(bool condition, string option, string expected, double found)
    {
        if (!condition) throw new TrainingException(Invariant($"{option}: expected {expected}, found {found}."));
    }
}
