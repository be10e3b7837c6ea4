using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Data;
using EdgeNet.Training.Distillation;
using EdgeNet.Training.Gradients.Layers.Norms;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Synthetic;
using EdgeNet.Training.Tests.Gradients;
using EdgeNet.Training.Transfer;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Transfer;

public sealed class TransferTrainingTests : IDisposable
{
    private static readonly string[] Layers = ["stem", "stembn", "a1", "a1bn", "b1", "b1bn", "a2", "a2bn", "b2", "b2bn", "project",
        "projectbn", "output"];
    private static readonly string[] Trunk = [.. Layers.Take(6)];

    private static readonly NetworkGraph Network = GraphBuilder.Build(ResidualNetwork.Description, out _)!;

    private readonly TestFolder _folder = new();
    private readonly Dataset _data = SyntheticDigits.Create([1, 20, 20], 200, 40);
    private readonly ParameterSet _start = Start();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_frozen_keeps_its_bits_and_the_rest_learns()
    {
        TrainingResult result = Train(Options(Trunk));
        foreach ((string name, _) in Network.Parameters())
        {
            bool isSame = result.Weights.GetParameter(name).SequenceEqual(_start.GetParameter(name));
            string layer = name[..name.IndexOf('.', StringComparison.Ordinal)];
            // Statistics of norms that were kept stay, too.
            Assert.True(isSame == (Trunk.Contains(layer) || name.Contains("running", StringComparison.Ordinal)), name);
        }
    }

    [Fact]
    public void Underfitting_is_no_reason_for_a_larger_network_while_layers_are_frozen()
    {
        TrainingOptions options = Options(Trunk) with { Optimizer = new SgdOptions(1e-9f) };
        TrainingResult result = Train(options with { Transfer = options.Transfer! with { UnfreezeAfter = 1 } });
        Assert.Equal([FitVerdict.Underfitting, FitVerdict.Underfitting], result.Epochs.Select(e => e.Fit.Verdict));
        Assert.Contains("freeze fewer layers", result.Epochs[0].Fit.Text, StringComparison.Ordinal);
        Assert.Contains("a larger network", result.Epochs[1].Fit.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_layer_behind_others_keeps_its_bits()
    {
        TrainingResult result = Train(
            Options(["b2", "b2bn"]) with { GradientClip = 0.5f, Optimizer = new SgdOptions(0.02f, WeightDecay: 0.01f) });
        Assert.True(result.Weights.GetParameter("b2.weight").SequenceEqual(_start.GetParameter("b2.weight")));
        Assert.True(result.Weights.GetParameter("b2bn.bias").SequenceEqual(_start.GetParameter("b2bn.bias")));
        Assert.False(result.Weights.GetParameter("stem.weight").SequenceEqual(_start.GetParameter("stem.weight")));
    }

    /// <summary>As many variations as epochs: what is kept is what would be computed each time.</summary>
    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(1)]
    public void Outputs_that_are_kept_change_no_bit(long memory)
    {
        TrainingOptions options = Options(Trunk) with { Augmentation = new PictureAugmentation { Shift = 1 }, WeightAverage = 0.9f };
        TrainingResult kept = Train(
            options with { Transfer = options.Transfer! with { Variants = options.Epochs, MemoryBudget = memory } });
        TrainingResult computed = Train(options with { Transfer = options.Transfer! with { Variants = 0 }, Threads = 1 });
        Assert.Equal(Weights(computed), Weights(kept));
        Assert.Equal(computed.Epochs.Select(Figures), kept.Epochs.Select(Figures));

        static (double, double, double, int) Figures(EpochReport e) => (e.TrainingLoss, e.Train.Loss, e.Validation.Loss, e.Test!.Correct);
    }

    /// <summary>A teacher looks at the samples themselves, which outputs of frozen layers are not.</summary>
    [Fact]
    public void With_a_teacher_no_outputs_are_kept()
    {
        TrainingOptions options = Options(Trunk) with { Distillation = new DistillationOptions([new Teacher(Network, _start)]) };
        Assert.Null(new Trainer(Network, options).BoundaryFor(_data));
        TrainingResult result = Train(options);
        Assert.True(result.Weights.GetParameter("stem.weight").SequenceEqual(_start.GetParameter("stem.weight")));
        Assert.False(result.Weights.GetParameter("output.weight").SequenceEqual(_start.GetParameter("output.weight")));
    }

    [Fact]
    public void The_boundary_is_where_the_frozen_beginning_ends()
    {
        Assert.Equal("trunk.activation", Boundary(Trunk));
        // The frozen layers of one branch of two are no beginning, what is before the branches is.
        Assert.Equal("trunk.activation", Boundary([.. Trunk, "a2", "a2bn"]));
        Assert.Equal("flatten1", Boundary([.. Layers.SkipLast(1)]));
        Assert.Null(Boundary(["b2"]));
        Assert.Null(new Trainer(Network,
            Options(Trunk) with { Augmentation = new PictureAugmentation { Mixup = 0.2f } }).BoundaryFor(_data));

        string? Boundary(string[] frozen) => new Trainer(Network, Options(frozen)).BoundaryFor(_data);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Unfrozen_layers_learn_and_a_resumed_run_ends_with_the_same_bits(int interrupted)
    {
        TrainingOptions options = Options(Trunk) with
        {
            Epochs = 4, Schedule = new ConstantSchedule(), WeightAverage = 0.9f, CheckpointPath = _folder.PathOf("x.checkpoint"),
                WeightsPath = _folder.PathOf("x.safetensors"),
        };
        options = options with { Transfer = options.Transfer! with { UnfreezeAfter = 2 } };
        TrainingResult whole = Train(options with { CheckpointPath = null, WeightsPath = null });
        Assert.False(whole.Weights.GetParameter("stem.weight").SequenceEqual(_start.GetParameter("stem.weight")));
        Train(options with { Epochs = interrupted });
        TrainingResult resumed = Train(options with { Resume = true, Threads = 1 });
        Assert.Equal(Weights(whole), Weights(resumed));
        Assert.Equal(whole.Epochs.Select(e => e.Validation.Loss), resumed.Epochs.Select(e => e.Validation.Loss));
        using SafetensorsFile file = SafetensorsFile.Open(options.WeightsPath!);
        Assert.True(file.GetParameter("stem.weight").SequenceEqual(resumed.Weights.GetParameter("stem.weight")));
        Assert.Contains("another transfer", Assert.Throws<TrainingException>(() => Train(options with
        {
            Resume = true, Transfer = options.Transfer! with { KeptRate = 0.5f },
        })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_of_few_samples_are_unfrozen_and_resumed_too()
    {
        TrainingOptions options = Options(Trunk) with
        {
            Epochs = 3, Schedule = new ConstantSchedule(), ValidationSamples = 0, Folds = 2,
                CheckpointPath = _folder.PathOf("x.checkpoint"),
        };
        options = options with { Transfer = options.Transfer! with { UnfreezeAfter = 1 } };
        TrainingResult whole = Train(options with { CheckpointPath = null });
        Train(options with { Epochs = 2 });
        TrainingResult resumed = Train(options with { Resume = true });
        Assert.Equal(whole.Epochs.Select(e => e.Validation.Loss), resumed.Epochs.Select(e => e.Validation.Loss));
        Assert.Equal(Weights(whole), Weights(resumed));
    }

    [Fact]
    public void What_was_kept_learns_at_its_share_of_the_rate()
    {
        // One step of SGD without momentum: proportional to the rate.
        TrainingOptions options = Options([]) with { Epochs = 1, BatchSize = 1000, Optimizer = new SgdOptions(0.01f, 0, false),
            WeightAverage = 0 };
        IParameterSource slow = Train(options).Weights;
        IParameterSource fast = Train(options with { Transfer = options.Transfer! with { KeptRate = 1 } }).Weights;
        ReadOnlySpan<float> start = _start.GetParameter("a2.weight"), a = slow.GetParameter("a2.weight"),
            b = fast.GetParameter("a2.weight");
        int largest = 0;
        for (int i = 0; i < start.Length; i++)
            if (Math.Abs(b[i] - start[i]) > Math.Abs(b[largest] - start[largest])) largest = i;
        Assert.Equal(0.1, (a[largest] - start[largest]) / (b[largest] - start[largest]), 0.01);
    }

    [Fact]
    public void Samples_that_vary_otherwise_than_the_norms_have_seen_are_noticed()
    {
        Assert.Null(new Trainer(Network, Options(Trunk)).InputScaleFor(_data)); // Norms that have seen nothing.
        TrainingResult learnt = Train(Options([]) with { Transfer = null, Epochs = 4 });
        TrainingOptions options = Options(Trunk) with { Start = learnt.Weights };
        Assert.InRange(new Trainer(Network, options).InputScaleFor(_data)!.Value, 0.3, 3);
        var preparation = new InputPreparation(InputKind.Picture, [1, 20, 20]) { Deviation = [100] };
        Dataset dim = new(_data.Name, _data.Classes, _data.Train.With(preparation));
        Assert.InRange(new Trainer(Network, options).InputScaleFor(dim)!.Value, 0, 0.03);
    }

    [Fact]
    public void Options_that_contradict_themselves_are_refused()
    {
        Assert.Contains("all of its layers are frozen", Message(Options(Layers)), StringComparison.Ordinal);
        Assert.Contains("Start is not set", Message(Options(Trunk) with { Start = null }), StringComparison.Ordinal);
        Assert.Contains("layer 'x' is not one whose weights were kept", Message(Options(["x"])), StringComparison.Ordinal);
        TrainingOptions options = Options(Trunk);
        Assert.Contains("KeptRate", Message(options with { Transfer = options.Transfer! with { KeptRate = 0 } }), StringComparison.Ordinal);

        static string Message(TrainingOptions options) => Assert.Throws<TrainingException>(() => new Trainer(Network, options)).Message;
    }

    [Fact]
    public void A_learner_that_fails_leaves_no_outputs_open()
    {
        TrainingOptions options = Options(Trunk) with { Start = new WithoutHead(_start) };
        options = options with { Transfer = options.Transfer! with { MemoryBudget = 1 } };
        Assert.Throws<WeightsException>(() => Train(options));
        if (!OperatingSystem.IsLinux()) return;
        string temporary = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd").Select(f => new FileInfo(f).LinkTarget),
            target => target is not null && target.EndsWith(" (deleted)", StringComparison.Ordinal)
                && Path.GetDirectoryName(target) == temporary);
    }

    [Fact]
    public void Stopped_while_outputs_are_computed_it_returns_what_it_started_from()
    {
        TrainingResult result = new Trainer(Network, Options(Trunk)).Run(_data, cancellation: new CancellationToken(canceled: true));
        Assert.Equal(StopReason.Cancelled, result.Reason);
        Assert.Null(result.Best);
        Assert.True(result.Weights.GetParameter("stem.weight").SequenceEqual(_start.GetParameter("stem.weight")));
    }

    [Fact]
    public void A_norm_with_fixed_statistics_has_the_gradients_of_its_reference() => GradientCheck.Check(
        Graph([3, 4, 5], ("bn", new BatchNorm(1, 0.1f), ["input"]),
            ("sum", new Elementwise(ElementwiseFunction.Add, null), ["bn", "input"])),
        create: (graph, node) => node.Layer is BatchNorm norm ? new FixedNormGradient(norm, node.Shape) : Join.Create(graph, node));

    private TrainingOptions Options(string[] frozen) => new()
    {
        Epochs = 2, Start = _start, ValidationSamples = 40, Optimizer = new AdamOptions(3e-3f, WeightDecay: 0.05f),
        Transfer = new TransferOptions { Kept = Layers, Frozen = frozen, KeptRate = 0.1f },
    };

    private TrainingResult Train(TrainingOptions options) => new Trainer(Network, options).Run(_data);

    private static ParameterSet Start()
    {
        var start = new ParameterSet(new ParameterLayout(Network));
        Initializer.Draw(Network, start, Initialization.Automatic, seed: 5);
        return start;
    }

    private static float[] Weights(TrainingResult result) =>
        [.. Network.Parameters().SelectMany(p => result.Weights.GetParameter(p.Name).ToArray())];

    private sealed class WithoutHead(IParameterSource source) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) =>
            name == "output.weight" ? throw new WeightsException("damaged") : source.GetParameter(name);
    }
}
