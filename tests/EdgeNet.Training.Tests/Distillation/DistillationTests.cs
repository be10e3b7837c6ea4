using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using Xunit.Abstractions;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Distillation;

public sealed class DistillationTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 2,
        Optimizer = new AdamOptions(3e-3f),
        WeightAverage = 0,
        ValidationSamples = 50,
        Augmentation = new PictureAugmentation { Shift = 1, Elastic = 0.5f, Mixup = 0.2f },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_weights_on_any_number_of_threads()
    {
        Dataset data = SyntheticDigits.Create([1, 20, 20], 300, 50);
        NetworkGraph graph = GraphBuilder.Build(ResidualNetwork.Description, out _)!;
        var teacher = new Teacher(graph, new RandomParameters(ResidualNetwork.NetworkInfo, 3));
        TrainingOptions options = Options with { Distillation = new DistillationOptions([teacher]) };
        float[] one = Weights(options with { Threads = 1 });
        Assert.Equal(one, Weights(options with { Threads = 2 }));
        Assert.Equal(one, Weights(options with { Threads = 5 }));
        Assert.NotEqual(one, Weights(options with { Distillation = null }));

        float[] Weights(TrainingOptions with) => [.. new Trainer(graph, with).Run(data).Weights.GetParameter("output.weight")];
    }

    [Fact]
    public void Training_is_resumed_with_the_same_teacher_alone()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 300, 50);
        Teacher teacher = Trained(data, seed: 1), other = Trained(data, seed: 2);
        TrainingOptions options = Options with
        {
            Schedule = new ConstantSchedule(),
            CheckpointPath = Path.Combine(_folder, "tiny.checkpoint"),
            Distillation = new DistillationOptions([teacher]),
        };
        TrainingResult whole = new Trainer(TinyNetwork.Graph(), options with { CheckpointPath = null, Epochs = 3 }).Run(data);
        new Trainer(TinyNetwork.Graph(), options).Run(data);
        TrainingOptions resume = options with { Epochs = 3, Resume = true };
        foreach (DistillationOptions? wrong in (DistillationOptions?[])[null, new([other]), new([teacher, other]),
            options.Distillation with { Temperature = 3 }, options.Distillation with { Share = 0.5f }])
        {
            string message = Message(resume with { Distillation = wrong }, data);
            Assert.Contains("cannot be resumed with another teacher: the checkpoint's is ", message, StringComparison.Ordinal);
        }

        TrainingResult resumed = new Trainer(TinyNetwork.Graph(), resume).Run(data);
        Assert.True(whole.Weights.GetParameter("c1.weight").SequenceEqual(resumed.Weights.GetParameter("c1.weight")));
        Assert.Equal(whole.Epochs.Select(e => e.TrainingLoss), resumed.Epochs.Select(e => e.TrainingLoss));
    }

    [Fact]
    public void A_small_network_learns_more_of_a_teacher_than_of_few_labels()
    {
        // The teacher has seen 4,000 samples; the network sees 100 of others, and of their variations what the teacher says.
        Teacher teacher = Trained(SyntheticDigits.Create(TinyNetwork.InputShape, 4000, 10), seed: 1, epochs: 6);
        Dataset few = SyntheticDigits.Create(TinyNetwork.InputShape, 100, 2000, seed: 5);
        TrainingOptions options = Options with
        {
            Epochs = 60, ValidationSamples = 20, Augmentation = new PictureAugmentation { Shift = 2, Rotation = 10, Elastic = 1 },
        };
        double plain = Error(options), taught = Error(options with { Distillation = new([teacher]) });
        output.WriteLine($"plain {plain:0.0000}, taught {taught:0.0000}");
        Assert.InRange(taught, 0, 0.8 * plain);

        double Error(TrainingOptions with) => new Trainer(TinyNetwork.Graph(), with).Run(few).Epochs[^1].Test!.Error;
    }

    [Fact]
    public void A_teacher_that_does_not_fit_is_named()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 60, 20);
        NetworkGraph residual = GraphBuilder.Build(ResidualNetwork.Description, out _)!;
        var other = new Teacher(residual, new RandomParameters(ResidualNetwork.NetworkInfo, 1));
        string message = Message(With(other), data);
        Assert.Equal("Teacher 'ResidualNetwork': expected an input of 1×28×28, which 'Tiny' has, found 1×20×20.", message);
        NetworkGraph few = Graph(TinyNetwork.InputShape, ("flat", new Flatten(), ["input"]), ("dense", new Dense(3, false), ["flat"]));
        message = Message(With(new Teacher(few, new Zeros(784))), data);
        Assert.Equal("Teacher 'Test': expected 10 classes, which 'Tiny' has, found 3.", message);
        var sigmoid = new Activate(new(Activation.Sigmoid));
        NetworkGraph binary = Graph([4], ("dense", new Dense(3, false), ["input"]), ("sigmoid", sigmoid, ["dense"]));
        message = Assert.Throws<TrainingException>(() => new Teacher(binary, new Zeros(4))).Message;
        Assert.Contains("found a sigmoid, 'sigmoid'", message, StringComparison.Ordinal);

        Teacher fitting = Trained(data, seed: 1, epochs: 1);
        DistillationOptions options = new([fitting]);
        Assert.Equal("Temperature: expected above 0, at most 100, found 0.", Refusal(options with { Temperature = 0 }));
        Assert.Equal("Share: expected above 0, at most 1, found 1.5.", Refusal(options with { Share = 1.5f }));
        Assert.Equal("Teachers: expected one or more, found none.", Refusal(new([])));
        Assert.Equal("Distillation: a teacher goes with the cross-entropy loss, found the squared one.",
            Message(Options with { Distillation = options, Loss = LossKind.MeanSquaredError }, data));

        string Refusal(DistillationOptions distillation) => Message(Options with { Distillation = distillation }, data);
    }

    [Fact]
    public void A_teacher_of_other_preparation_or_classes_is_refused()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 60, 20);
        InputPreparation own = data.Preparation ?? new InputPreparation(InputKind.Picture, TinyNetwork.InputShape);
        data = new Dataset("digits", data.Classes, data.Train.With(own), null, data.Test);
        string start = "Teacher 'Tiny': its inputs are prepared in another way than the samples of digits: ";
        Assert.Equal(start + "mean: expected 0.5, found 0.", Refusal(new() { Preparation = own with { Mean = [0.5f] } }));
        Assert.Equal(start + "deviation: expected 2, found 1.", Refusal(new() { Preparation = own with { Deviation = [2] } }));
        InputPreparation stretched = own with { Fit = PictureFit.Stretch };
        Assert.Equal(start + "fit: expected stretch, found center.", Refusal(new() { Preparation = stretched }));
        InputPreparation inverted = own with { Inversion = PictureInversion.None };
        Assert.Equal(start + "inversion: expected no, found paper.", Refusal(new() { Preparation = inverted }));
        Assert.Equal("Teacher 'Tiny': expected class 1 to be 'one', found '1' in digits.", Refusal(new() { Classes = ["0", "one"] }));
        Teacher same = Trained(data, 1, 1, new() { Preparation = own, Classes = data.Classes });
        Assert.NotNull(new Trainer(TinyNetwork.Graph(), With(same, epochs: 1)).Run(data).Best);

        string Refusal(WeightsMetadata metadata) => Message(With(Trained(data, 1, 1, metadata)), data);
    }

    private static TrainingOptions With(Teacher teacher, int epochs = 2) => Options with { Epochs = epochs, Distillation = new([teacher]) };

    private static string Message(TrainingOptions options, Dataset data) =>
        Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options).Run(data)).Message;

    private static Teacher Trained(Dataset data, int seed, int epochs = 1, WeightsMetadata? metadata = null)
    {
        NetworkGraph graph = TinyNetwork.Graph(dropout: 0.1f);
        TrainingOptions options = Options with { Seed = seed, Epochs = epochs, Augmentation = null, ValidationSamples = 10 };
        return new Teacher(graph, new Trainer(graph, options).Run(data).Weights, metadata);
    }

    /// <summary>The weight of a dense layer of three units.</summary>
    private sealed class Zeros(int inputs) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) => new float[3 * inputs];
    }
}
