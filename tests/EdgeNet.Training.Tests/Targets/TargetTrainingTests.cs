using System.IO.Compression;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Transfer;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Targets;

public sealed class TargetTrainingTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 40, BatchSize = 16, Threads = 2, Loss = LossKind.MeanSquaredError, WeightAverage = 0, Optimizer = new AdamOptions(1e-2f, WeightDecay: 0),
        ValidationSamples = 60,
    };

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>One number of thousands and one of thousandths are learnt alike, and answered in their own units.</summary>
    [Fact]
    public void Numbers_are_learnt_in_their_own_scale_and_answered_in_their_own_unit()
    {
        TrainingResult result = new Trainer(Network(2), Options with { Keep = KeptEpoch.Best }).Run(Numbers(360, 120));
        EvaluationResult test = result.Best!.Test!;
        Assert.Equal(2, test.Numbers.Count);
        Assert.All(test.Numbers, n => Assert.InRange(n.R2, 0.97, 1));
        Assert.InRange(test.Numbers[0].RootMeanSquaredError, 0, 40);
        Assert.InRange(test.Numbers[1].RootMeanSquaredError, 0, 4e-4);
        Assert.Equal(result.Epochs.Min(e => e.Validation.Loss), result.Best.Validation.Loss);
        Assert.Equal((TargetKind.Numbers, null), (result.Metadata.Outputs, result.Metadata.Accuracy));
        Assert.Equal(["big", "small"], result.Metadata.Classes);
        // What the weights answer, without any scale beside them.
        float[] answer = new EdgeNet.Onnx.Reference.ReferenceNetwork(Network(2), result.Weights).Run([0.5f, 0.5f]);
        Assert.InRange(answer[0], 5000, 5200);
        Assert.InRange(answer[1], 0.0005f, 0.0015f);
    }

    [Fact]
    public void Training_goes_on_from_weights_that_answer_in_units()
    {
        Dataset data = Numbers(360, 120);
        IParameterSource weights = new Trainer(Network(2), Options).Run(data).Weights;
        TrainingResult again = new Trainer(Network(2), Options with
        {
            Start = weights, Epochs = 1, Optimizer = new AdamOptions(1e-5f, WeightDecay: 0),
        }).Run(data);
        Assert.All(again.Best!.Test!.Numbers, n => Assert.InRange(n.R2, 0.97, 1));
    }

    /// <summary>What is computed once of frozen layers has the targets of its samples, and the weights answer in units all the same.</summary>
    [Fact]
    public void Numbers_are_learnt_behind_frozen_layers_too()
    {
        Dataset data = Numbers(360, 120);
        IParameterSource weights = new Trainer(Network(2), Options).Run(data).Weights;
        float[] frozen = weights.GetParameter("hidden.weight").ToArray();
        TrainingOptions options = Options with
        {
            Start = weights, Epochs = 3, Transfer = new TransferOptions { Kept = ["hidden", "out"], Frozen = ["hidden"] },
        };
        Assert.Equal("tanh", new Trainer(Network(2), options).BoundaryFor(data));
        TrainingResult result = new Trainer(Network(2), options).Run(data);
        Assert.Equal(frozen, result.Weights.GetParameter("hidden.weight").ToArray());
        Assert.All(result.Best!.Test!.Numbers, n => Assert.InRange(n.R2, 0.97, 1));
        var network = new EdgeNet.Onnx.Reference.ReferenceNetwork(Network(2), result.Weights);
        float[] input = new float[2];
        double square = 0;
        for (int i = 0; i < data.Test!.Count; i++)
        {
            data.Test.Read(i, input);
            square += Math.Pow(network.Run(input)[0] - data.Test.Targets!.Row(i)[0], 2);
        }

        Assert.Equal(Math.Sqrt(square / data.Test.Count), result.Best.Test.Numbers[0].RootMeanSquaredError, 0.01);
    }

    /// <summary>A head that begins at random answers in no unit; small numbers are as good as any.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(1e-9f, false)]
    [InlineData(1, true)]
    public void Numbers_far_from_zero_and_small_ones_are_learnt(float unit, bool isTransferred)
    {
        Dataset data = Numbers(360, 120, unit);
        TrainingOptions options = Options with { Epochs = 60 };
        if (isTransferred)
        {
            var start = new ParameterSet(new ParameterLayout(Network(2)));
            Initializer.Draw(Network(2), start, Initialization.Automatic, seed: 7);
            options = options with { Start = start, Transfer = new TransferOptions { Kept = ["hidden"], KeptRate = 1 } };
        }

        TrainingResult result = new Trainer(Network(2), options).Run(data);
        Assert.All(result.Best!.Test!.Numbers, n => Assert.InRange(n.R2, 0.95, 1));
    }

    [Fact]
    public void A_run_that_was_interrupted_ends_with_the_same_weights()
    {
        Dataset data = Numbers(120, 40);
        TrainingOptions options = Options with { Epochs = 6, Folds = 3, ValidationSamples = 0, Schedule = new ConstantSchedule() };
        TrainingResult whole = new Trainer(Network(2), options).Run(data);
        string checkpoint = _folder.PathOf("c.checkpoint");
        new Trainer(Network(2), options with { Epochs = 3, CheckpointPath = checkpoint }).Run(data);
        TrainingResult resumed = new Trainer(Network(2), options with { CheckpointPath = checkpoint, Resume = true }).Run(data);
        Assert.Equal(whole.Weights.GetParameter("out.weight").ToArray(), resumed.Weights.GetParameter("out.weight").ToArray());
        Assert.Equal(whole.Epochs[0].Validation.Numbers, resumed.Epochs[0].Validation.Numbers);
        Assert.Equal(120, whole.Best!.Validation.Samples);
    }

    /// <summary>A member that is null or missing, a table that does not fit, and times beyond all clocks.</summary>
    [Theory]
    [InlineData("\"Numbers\":[[", "\"Numbers\":null,\"Was\":[[")]
    [InlineData("\"Numbers\":[[", "\"Numbers\":[null,[")]
    [InlineData("\"Numbers\":[[", "\"Numbers\":[[1,")]
    [InlineData("\"Labels\":[]", "\"Labels\":null")]
    [InlineData("\"Labels\":[]", "\"Labels\":[[1,2,3]]")]
    [InlineData("\"AveragePrecisions\":", "\"Others\":")]
    [InlineData("\"Confusion\":[]", "\"Confusion\":null")]
    [InlineData("\"Confusion\":[]", "\"Confusion\":[null]")]
    [InlineData("\"Ranks\":[]", "\"Ranks\":null")]
    [InlineData("\"TrainingSeconds\":", "\"TrainingSeconds\":1e300,\"Was\":")]
    public void A_checkpoint_of_damaged_figures_is_named(string text, string damaged)
    {
        Dataset data = Numbers(120, 40);
        string path = _folder.PathOf("c.checkpoint");
        TrainingOptions options = Options with { Epochs = 2, Schedule = new ConstantSchedule(), CheckpointPath = path };
        new Trainer(Network(2), options with { Epochs = 1 }).Run(data);
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            ZipArchiveEntry entry = zip.GetEntry("session.json")!;
            string session;
            using (var reader = new StreamReader(entry.Open())) session = reader.ReadToEnd();
            Assert.Contains(text, session, StringComparison.Ordinal);
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("session.json").Open());
            writer.Write(session.Replace(text, damaged, StringComparison.Ordinal));
        }

        string message = Assert.Throws<TrainingException>(() => new Trainer(Network(2), options with { Resume = true }).Run(data)).Message;
        Assert.Equal($"{path}: training cannot be resumed: session.json is damaged.", message);
    }

    [Fact]
    public void Several_classes_a_sample_are_learnt()
    {
        var random = new SampleRandom(5);
        ImageSet Part(int count)
        {
            float[] values = new float[2 * count], labels = new float[3 * count];
            for (int i = 0; i < count; i++)
            {
                (float x, float y) = (values[2 * i], values[2 * i + 1]) = (random.NextSingle(-1, 1), random.NextSingle(-1, 1));
                (labels[3 * i], labels[3 * i + 1], labels[3 * i + 2]) = (x > 0 ? 1 : 0, y > 0 ? 1 : 0, x + y > 0 ? 1 : 0);
            }

            return new([2], values, new int[count]) { Targets = new(TargetKind.Labels, ["right", "up", "both"], labels) };
        }

        var data = new Dataset("d", ["right", "up", "both"], Part(400), null, Part(150));
        NetworkGraph sigmoid = Graph([2],
            ("hidden", new Dense(16, true), ["input"]), ("tanh", new Activate(new(Activation.Tanh)), ["hidden"]),
            ("out", new Dense(3, true), ["tanh"]), ("sigmoid", new Activate(new(Activation.Sigmoid)), ["out"]));
        foreach (NetworkGraph network in new[] { sigmoid, Network(3) })
        {
            EvaluationResult test = new Trainer(network, Options with { Loss = LossKind.BinaryCrossEntropy }).Run(data).Best!.Test!;
            Assert.InRange(test.Accuracy, 0.85, 1);
            Assert.InRange(test.MeanAveragePrecision, 0.98, 1);
            Assert.All(test.Labels, l => Assert.InRange(l.F1, 0.93, 1));
        }
    }

    [Fact]
    public void Folding_and_unfolding_are_inverse()
    {
        NetworkGraph graph = Graph([3], ("dense", new Dense(2, true), ["input"]), ("flat", new Flatten(), ["dense"]));
        var layer = new TargetLayer(graph, new TargetScale([100, -3], [20, 0.5f]));
        var parameters = new ParameterSet(new ParameterLayout(graph));
        for (int i = 0; i < 6; i++) parameters.Slot("dense.weight")[i] = i - 2.5f;
        parameters.Slot("dense.bias")[1] = 2;
        ParameterSet folded = layer.Fold(parameters);
        Assert.Equal([-50, -30, -10, 0.25f, 0.75f, 1.25f], folded.Slot("dense.weight").ToArray());
        Assert.Equal([100, -2], folded.Slot("dense.bias").ToArray());
        Assert.Equal(parameters.Values.ToArray(), layer.Unfold(parameters.Layout, folded).Values.ToArray());
    }

    [Fact]
    public void What_does_not_go_together_is_told()
    {
        Dataset numbers = Numbers(120, 10);
        Assert.Contains("numbers to learn expect the squared loss, found cross-entropy", Error(Network(2), Options with { Loss = LossKind.CrossEntropy }, numbers), StringComparison.Ordinal);
        Assert.Contains("has 3 outputs, but d has 2 numbers to learn", Error(Network(3), Options, numbers), StringComparison.Ordinal);
        NetworkGraph softmax = Graph([2], ("out", new Dense(2, true), ["input"]), ("softmax", new Softmax(), ["out"]));
        Assert.Contains("no activation at the end, found Softmax 'softmax'", Error(softmax, Options, numbers), StringComparison.Ordinal);
        NetworkGraph plain = Graph([2], ("out", new Dense(2, false), ["input"]));
        Assert.Contains("a dense layer with a bias", Error(plain, Options, numbers), StringComparison.Ordinal);
        Assert.Contains("balanced classes is for classes", Error(Network(2), Options with { Balance = true }, numbers), StringComparison.Ordinal);
        var classes = new ImageSet([2], [1f, 2, 3, 4], [0, 1]);
        Assert.Throws<TrainingException>(() => new Dataset("d", ["big", "small"], numbers.Train, classes));

        static string Error(NetworkGraph graph, TrainingOptions options, Dataset data) =>
            Assert.Throws<TrainingException>(() => new Trainer(graph, options).Run(data)).Message;
    }

    private static NetworkGraph Network(int outputs) => Graph([2],
        ("hidden", new Dense(16, true), ["input"]), ("tanh", new Activate(new(Activation.Tanh)), ["hidden"]), ("out", new Dense(outputs, true), ["tanh"]));

    private static Dataset Numbers(int train, int test, float unit = 1)
    {
        var random = new SampleRandom(5);
        return new Dataset("d", ["big", "small"], Part(train), null, Part(test));

        ImageSet Part(int count)
        {
            float[] values = new float[2 * count], targets = new float[2 * count];
            for (int i = 0; i < count; i++)
            {
                (float x, float y) = (values[2 * i], values[2 * i + 1]) = (random.NextSingle(-1, 1), random.NextSingle(-1, 1));
                (targets[2 * i], targets[2 * i + 1]) = (unit * (5000 + 400 * x * y), unit * 0.001f * (x + y));
            }

            return new([2], values, new int[count]) { Targets = new(TargetKind.Numbers, ["big", "small"], targets) };
        }
    }
}
