using System.CommandLine;
using EdgeNet.Cli.Output;
using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>How the train command is told how to train.</summary>
internal sealed class TrainingArguments
{
    private static readonly TrainingOptions Defaults = new();

    private readonly AugmentationArguments _augmentation = new();
    private readonly Option<int> _epochs = Number("--epochs", "N", "Passes over the training part.", Defaults.Epochs).AtLeast(1);
    private readonly Option<int> _batch = Number("--batch", "N", "Pictures of a step.", Defaults.BatchSize).AtLeast(1);
    private readonly Option<int> _seed = Number("--seed", "N", "What all randomness grows from: the same seed gives the same weights.", Defaults.Seed).Number();
    private readonly Option<string?> _optimizer = new Option<string?>("--optimizer") { Description = "The optimiser; adam if not given." }.OneOf("adam", "sgd");
    private readonly Option<float?> _rate = new Option<float?>("--rate") { Description = "The learning rate, before the schedule; the optimiser's usual one if not given.", HelpName = "R" }.Above(0);
    private readonly Option<float> _decay = new Option<float>("--weight-decay") { Description = "The pull of weights towards zero; the optimiser's usual one if not given.", HelpName = "D" }.Below(0, 1);
    private readonly Option<string?> _schedule = new Option<string?>("--schedule") { Description = "How the rate changes; cosine if not given." }.OneOf("cosine", "one-cycle", "constant");
    private readonly Option<float> _smoothing = Number("--label-smoothing", "S", "The share of the right class that is spread over all.", Defaults.LabelSmoothing).Below(0, 1);
    private readonly Option<float> _average = Number("--average", "D", "The decay of a moving average of the weights, which then is what counts; 0 for none.", Defaults.WeightAverage).Below(0, 1);
    private readonly Option<float> _clip = Number("--clip", "N", "The largest norm of a gradient; 0 for no limit.", Defaults.GradientClip).AtLeast(0);
    private readonly Option<int> _validation = Number("--validation", "N", "Training samples held out to choose the best epoch by; 0 for a sixth of them and twenty of each class, at most 5,000, or for --folds where they are few.", Defaults.ValidationSamples).AtLeast(0);
    private readonly Option<int?> _folds = new Option<int?>("--folds")
    {
        Description = "Cross-validation in place of held-out samples: N further sets of weights, each without a part of them. 0 for none; "
            + "5 if not given where samples are few (up to 2,000, with a class of less than 120).",
        HelpName = "N",
    }.NoneOrAtLeast(2);
    private readonly Option<int> _patience = Number("--patience", "N", "Epochs without a better one after which training stops; 0 for never.", Defaults.Patience).AtLeast(0);
    private readonly Option<float> _clutter = new Option<float>("--clutter")
    {
        Description = "For each picture of a digit, X drawn crops with neighbours, rules, stains and bad cuts; a fifth of them are no digits, "
            + "which is a class of its own. 0 for none.",
        HelpName = "X",
    }.Between(0, 100);
    private readonly Option<int> _threads = Number("--threads", "N", "Threads; 0 for one a core. The weights do not depend on it.", Defaults.Threads).AtLeast(0);

    /// <summary>The seed.</summary>
    public int Seed(ParseResult parsed) => parsed.GetValue(_seed);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_epochs, _batch, _seed, _optimizer, _rate, _decay, _schedule, _smoothing, _average, _clip, _validation, _folds, _patience, _clutter, _threads])
            command.Add(option);
        _augmentation.AddTo(command);
    }

    /// <summary>What was asked for.</summary>
    public TrainingOptions Read(ParseResult parsed) => new()
    {
        Epochs = parsed.GetValue(_epochs),
        BatchSize = parsed.GetValue(_batch),
        Seed = parsed.GetValue(_seed),
        Optimizer = ReadOptimizer(parsed),
        Schedule = parsed.GetValue(_schedule) switch
        {
            "one-cycle" => new OneCycleSchedule(),
            "constant" => new ConstantSchedule(),
            _ => new CosineSchedule(),
        },
        LabelSmoothing = parsed.GetValue(_smoothing),
        WeightAverage = parsed.GetValue(_average),
        GradientClip = parsed.GetValue(_clip),
        ValidationSamples = parsed.GetValue(_validation),
        Folds = parsed.GetValue(_folds),
        Patience = parsed.GetValue(_patience),
        Threads = parsed.GetValue(_threads),
        Augmentation = _augmentation.Read(parsed),
        Clutter = parsed.GetValue(_clutter) is > 0 and var share ? new ClutterOptions { Share = share } : null,
    };

    private OptimizerOptions ReadOptimizer(ParseResult parsed)
    {
        OptimizerOptions options = parsed.GetValue(_optimizer) == "sgd" ? new SgdOptions() : Defaults.Optimizer;
        return options with
        {
            LearningRate = parsed.GetValue(_rate) ?? options.LearningRate,
            WeightDecay = parsed.GetResult(_decay) is null ? options.WeightDecay : parsed.GetValue(_decay),
        };
    }

    private static Option<T> Number<T>(string name, string value, string description, T standard) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => standard };
}
