using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>How the train command is told how to train.</summary>
internal sealed class TrainingArguments
{
    private static readonly TrainingOptions Defaults = new();

    /// <summary>Stands for a rate that a range test is to find.</summary>
    private const float Auto = float.NaN;

    private readonly AugmentationArguments _augmentation = new();
    private readonly AdversarialArguments _adversarial = new();
    private readonly Option<int> _epochs = Number(
        "--epochs", "N", "Passes over the training part; of few series more if not given, so that there are enough steps.",
        Defaults.Epochs).AtLeast(1);
    private readonly Option<int> _batch = Number(
        "--batch", "N", "Samples of a step; 16 series if not given.", Defaults.BatchSize).AtLeast(1);
    private readonly Option<int> _seed = Number(
        "--seed", "N", "What all randomness grows from: the same seed gives the same weights.", Defaults.Seed).Number();
    private readonly Option<string?> _optimizer = new Option<string?>("--optimizer")
    {
        Description = "The optimiser; adam if not given.",
    }.OneOf("adam", "sgd");
    private readonly Option<float?> _rate = new Option<float?>("--rate")
    {
        Description = "The learning rate, before the schedule; the optimiser's usual one if not given. auto finds one by a range test.",
        HelpName = "R|auto",
    }.AboveOr(0, "auto", Auto);
    private readonly Option<FileInfo?> _ratePicture = new("--rate-picture")
    {
        Description = "With --rate auto: where the loss over the rate is drawn, an SVG file.",
        HelpName = "FILE",
    };
    private readonly Option<float> _decay = new Option<float>("--weight-decay")
    {
        Description = "The pull of weights towards zero; the optimiser's usual one if not given.",
        HelpName = "D",
    }.Below(0, 1);
    private readonly Option<string?> _schedule = new Option<string?>("--schedule")
    {
        Description = "How the rate changes; cosine if not given.",
    }.OneOf("cosine", "one-cycle", "constant", "step", "plateau");
    private readonly Option<float?> _warmUp = new Option<float?>("--warm-up")
    {
        Description = "Epochs in which the rate rises from almost nothing; the schedule's usual ones if not given.",
        HelpName = "E",
    }.Number();
    private readonly Option<int> _every = Number(
        "--every", "N",
        "With --schedule step: epochs from one fall of the rate to a tenth to the next; with plateau: epochs without a lower loss "
            + "before it falls.",
        10).AtLeast(1);
    private readonly Option<string?> _loss = new Option<string?>("--loss")
    {
        Description =
            "What is made small; cross-entropy if not given, squared of numbers, and binary where samples may have several classes.",
    }.OneOf("cross-entropy", "squared", "binary");
    private readonly Option<float> _focus = Number(
        "--focus", "G", "The focus of cross-entropy on samples that are not yet known; 0 for none, 2 is usual.",
        Defaults.Focus).Between(0, 10);
    private readonly Option<bool> _balance = new("--balance")
    {
        Description = "Lets classes with few samples count as much as those with many.",
    };
    private readonly Option<float> _smoothing = Number(
        "--label-smoothing", "S", "The share of the right class that is spread over all; 0.1 of series if not given.",
        Defaults.LabelSmoothing).Below(0, 1);
    private readonly Option<float> _neighbors = new Option<float>("--scale-smoothing")
    {
        Description = "The share of the right class that its neighbors get, where classes are the steps of a scale, such as 0.0, 0.1 …",
        HelpName = "S",
    }.Below(0, 1);
    private readonly Option<bool> _wheel = new("--wheel")
    {
        Description = "With --scale-smoothing: the first class and the last one are neighbors, as on a wheel.",
    };
    private readonly Option<float> _average = Number(
        "--average", "D", "The decay of a moving average of the weights, which then is what counts; 0 for none.",
        Defaults.WeightAverage).Below(0, 1);
    private readonly Option<float> _clip = Number(
        "--clip", "N", "The largest norm of a gradient; 0 for no limit.", Defaults.GradientClip).AtLeast(0);
    private readonly Option<int> _validation = Number(
        "--validation", "N",
        "Training samples held out to choose the best epoch by; 0 for a sixth of them and twenty of each class, at most 5,000, or for "
            + "--folds where they are few.",
        Defaults.ValidationSamples).AtLeast(0);
    private readonly Option<int?> _folds = new Option<int?>("--folds")
    {
        Description = "Cross-validation in place of held-out samples: N further sets of weights, each without a part of them. 0 for none; "
            + "5 if not given where samples are few (up to 2,000, with a class of less than 120).",
        HelpName = "N",
    }.NoneOrAtLeast(2);
    private readonly Option<int> _patience = Number(
        "--patience", "N", "Epochs without a better one after which training stops; 0 for never.", Defaults.Patience).AtLeast(0);
    private readonly Option<string?> _keep = new Option<string?>("--keep")
    {
        Description = "Which epoch's weights are kept: the best by the validation samples, or the last. The best if not given, but the "
            + "last where samples are too few to choose by (less than 200) or cross-validated; with --patience always the best.",
    }.OneOf("best", "last");
    private readonly Option<float> _clutter = new Option<float>("--clutter")
    {
        Description = "For each picture of a digit, X drawn crops with neighbours, rules, stains and bad cuts; a fifth of them are no "
            + "digits, which is a class of its own. 0 for none.",
        HelpName = "X",
    }.Between(0, 100);
    private readonly Option<int> _threads = Number(
        "--threads", "N", "Threads; 0 for one a core. The weights do not depend on it.", Defaults.Threads).AtLeast(0);

    /// <summary>The seed.</summary>
    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_epochs, _batch, _seed, _optimizer, _rate, _ratePicture, _decay, _schedule, _warmUp, _every, _loss, _focus, _balance, _smoothing, _neighbors, _wheel, _average, _clip, _validation, _folds, _patience, _keep, _clutter, _threads])
            command.Add(option);
        _augmentation.AddTo(command);
        _adversarial.AddTo(command);
    }

    /// <summary>Whether training is against attacks.</summary>
    public bool IsAdversarial(ParseResult parsed) => _adversarial.IsGiven(parsed);

    /// <summary>Whether it was said how many epochs there are.</summary>
    public bool AreEpochsGiven(ParseResult parsed) => IsGiven(parsed, _epochs);

    /// <summary>Whether a range test is to find the rate.</summary>
    public bool FindsRate(ParseResult parsed) => parsed.GetValue(_rate) is { } rate && float.IsNaN(rate);

    /// <summary>Whether samples are varied, or drawn anew in each epoch.</summary>
    public bool IsVaried(ParseResult parsed) => _augmentation.IsGiven(parsed) || parsed.GetValue(_clutter) > 0;

    /// <summary>Refuses options that do not go together, whatever the data are.</summary>
    /// <exception cref="UsageException">They do not.</exception>
    public void Check(ParseResult parsed)
    {
        string? loss = parsed.GetValue(_loss);
        if (!FindsRate(parsed) && parsed.GetValue(_ratePicture) is not null)
            throw new UsageException("--rate-picture: is drawn with --rate auto alone.");
        if (parsed.GetValue(_wheel) && parsed.GetValue(_neighbors) == 0)
            throw new UsageException("--wheel: is of --scale-smoothing, which was not given.");
        if (parsed.GetValue(_focus) > 0 && loss is not (null or "cross-entropy"))
            throw new UsageException($"--focus: is of --loss cross-entropy; found --loss {loss}.");
        if (parsed.GetValue(_patience) > 0 && parsed.GetValue(_keep) == "last")
            throw new UsageException("--patience: whoever stops where nothing gets better keeps the best epoch; found --keep last.");
    }

    /// <summary>The file for the picture of the range test; null for none.</summary>
    public string? RatePicture(ParseResult parsed) => parsed.GetValue(_ratePicture)?.ToString();

    /// <summary>
    /// What is to be learnt by the loss that was given: cross-entropy is of classes, also of those with decimals as names.
    /// </summary>
    /// <returns>Null to leave it to the data.</returns>
    public TargetKind? Outputs(ParseResult parsed) => parsed.GetValue(_loss) == "cross-entropy" ? TargetKind.Classes : null;

    /// <summary>What was asked for; what was not is as suits the network's input.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="outputs">What is to be learnt, which decides the loss if none is given.</param>
    /// <exception cref="CommandException">A variation is of another kind of data, or an option for classes is given without
    /// them.</exception>
    public TrainingOptions Read(ParseResult parsed, IReadOnlyList<int> inputShape, TargetKind outputs)
    {
        if (outputs != TargetKind.Classes && IsGiven(parsed, _smoothing))
            throw new CommandException("--label-smoothing: is for classes of which a sample has one; the data have other targets.");
        TrainingOptions standard = TrainingOptions.For(inputShape);
        bool epochsGiven = IsGiven(parsed, _epochs);
        return standard with
        {
            Epochs = epochsGiven ? parsed.GetValue(_epochs) : standard.Epochs,
            // Whoever says how many epochs means as many.
            LeastSteps = epochsGiven ? 0 : standard.LeastSteps,
            BatchSize = IsGiven(parsed, _batch) ? parsed.GetValue(_batch) : standard.BatchSize,
            Seed = parsed.GetValue(_seed),
            Optimizer = ReadOptimizer(parsed, standard.Optimizer),
            Schedule = ReadSchedule(parsed, standard),
            Loss = parsed.GetValue(_loss) switch
            {
                "squared" => LossKind.MeanSquaredError,
                "binary" => LossKind.BinaryCrossEntropy,
                "cross-entropy" => LossKind.CrossEntropy,
                _ => outputs == TargetKind.Numbers ? LossKind.MeanSquaredError
                    : outputs == TargetKind.Labels ? LossKind.BinaryCrossEntropy : standard.Loss,
            },
            Focus = parsed.GetValue(_focus),
            Balance = parsed.GetValue(_balance),
            LabelSmoothing = IsGiven(parsed, _smoothing) ? parsed.GetValue(_smoothing) : standard.LabelSmoothing,
            ScaleSmoothing = ReadScale(parsed),
            WeightAverage = IsGiven(parsed, _average) ? parsed.GetValue(_average) : standard.WeightAverage,
            GradientClip = parsed.GetValue(_clip),
            ValidationSamples = parsed.GetValue(_validation),
            Folds = parsed.GetValue(_folds),
            Patience = parsed.GetValue(_patience),
            Keep = parsed.GetValue(_keep) switch { "best" => KeptEpoch.Best, "last" => KeptEpoch.Last, _ => KeptEpoch.Automatic },
            Threads = parsed.GetValue(_threads),
            Augmentation = _augmentation.Read(parsed, inputShape),
            Adversarial = _adversarial.Read(parsed, epochsGiven ? parsed.GetValue(_epochs) : standard.Epochs),
            Clutter = parsed.GetValue(_clutter) is > 0 and var share ? new ClutterOptions { Share = share } : null,
        };
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private ScaleSmoothing? ReadScale(ParseResult parsed) =>
        parsed.GetValue(_neighbors) is > 0 and var share ? new ScaleSmoothing(share, parsed.GetValue(_wheel)) : null;

    private LearningRateSchedule ReadSchedule(ParseResult parsed, TrainingOptions standard)
    {
        double? warmUp = parsed.GetValue(_warmUp);
        int every = parsed.GetValue(_every), epochs = IsGiven(parsed, _epochs) ? parsed.GetValue(_epochs) : standard.Epochs;
        return parsed.GetValue(_schedule) switch
        {
            // One cycle is warm-up to its peak.
            "one-cycle" => warmUp is { } peak ? new OneCycleSchedule(Math.Clamp(peak / epochs, 0.001, 0.999)) : new OneCycleSchedule(),
            "constant" => new ConstantSchedule(warmUp ?? 0),
            "step" => new StepSchedule(every, WarmUp: warmUp ?? 0),
            "plateau" => new PlateauSchedule(every, WarmUp: warmUp ?? 0),
            "cosine" => warmUp is { } given ? new CosineSchedule(given) : new CosineSchedule(),
            _ => warmUp is { } given ? new CosineSchedule(given) : standard.Schedule,
        };
    }

    private OptimizerOptions ReadOptimizer(ParseResult parsed, OptimizerOptions standard)
    {
        OptimizerOptions options = parsed.GetValue(_optimizer) == "sgd" ? new SgdOptions() : standard;
        return options with
        {
            LearningRate = parsed.GetValue(_rate) is { } rate && !float.IsNaN(rate) ? rate : options.LearningRate,
            WeightDecay = parsed.GetResult(_decay) is null ? options.WeightDecay : parsed.GetValue(_decay),
        };
    }

    private static Option<T> Number<T>(string name, string value, string description, T standard) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => standard };
}
