using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests;

public sealed class TrainerTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 2,
        BatchSize = 32,
        Optimizer = new AdamOptions(3e-3f),
        WeightAverage = 0,
        ValidationSamples = 50,
        Augmentation = new PictureAugmentation { Shift = 1, Elastic = 0.5f },
    };

    private readonly Dataset _data = SyntheticDigits.Create(TinyNetwork.InputShape, 600, 100);
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_tiny_network_learns_synthetic_digits()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 4000, 1000);
        TrainingResult result = new Trainer(TinyNetwork.Graph(), Options with { Epochs = 4, Augmentation = null }).Run(data);
        output.WriteLine($"error {100 * result.Best!.Test!.Error:0.00} %, {result.Best.Fit.Text}");
        Assert.InRange(result.Best.Test.Accuracy, 0.9, 1);
        Assert.Equal(StopReason.Completed, result.Reason);
        Assert.Equal(1000, result.Best.Test.Samples);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_on_any_number_of_threads()
    {
        NetworkGraph graph = TinyNetwork.Graph(dropout: 0.3f);
        float[] one = Weights(new Trainer(graph, Options with { Threads = 1 }).Run(_data));
        Assert.Equal(one, Weights(new Trainer(graph, Options with { Threads = 2 }).Run(_data)));
        Assert.Equal(one, Weights(new Trainer(graph, Options with { Threads = 5 }).Run(_data)));
        Assert.NotEqual(one, Weights(new Trainer(graph, Options with { Seed = 2 }).Run(_data)));
    }

    [Fact]
    public void Everything_is_evaluated_through_the_compiled_network()
    {
        NetworkGraph graph = TinyNetwork.Graph();
        int created = 0;
        TrainingOptions options = Options with { Epochs = 1, Threads = 2 };
        TrainingResult compiled = new Trainer(graph, options).Run(_data, parameters =>
        {
            Interlocked.Increment(ref created);
            return new Interpreted(graph, parameters);
        });
        TrainingResult own = new Trainer(graph, options).Run(_data);
        Assert.Equal(3 * 2, created);
        Assert.Equal(own.Best!.Test!.Correct, compiled.Best!.Test!.Correct);
        Assert.Equal(own.Best.Validation.Loss, compiled.Best.Validation.Loss, 1e-4);
    }

    [Fact]
    public void Progress_is_told_batch_by_batch()
    {
        var batches = new List<BatchReport>();
        var epochs = new List<EpochReport>();
        TrainingResult result = new Trainer(TinyNetwork.Graph(), Options).Run(_data, onBatch: batches.Add, onEpoch: epochs.Add);
        Assert.Equal(2 * ((550 + 31) / 32), batches.Count);
        Assert.Equal((1, 2, 32, 550), (batches[0].Epoch, batches[0].Epochs, batches[0].Samples, batches[0].TotalSamples));
        Assert.Equal(1, batches[^1].Fraction);
        Assert.Equal(result.Epochs, epochs);
        Assert.Equal(batches[^1].Loss, epochs[^1].TrainingLoss, 1e-9);
        Assert.Equal(50, epochs[0].Validation.Samples);
        Assert.Same(epochs.Last(e => e.IsBest), result.Best);
    }

    [Fact]
    public void Patience_ends_it_early_and_the_best_weights_are_kept()
    {
        // A rate that does nothing: no epoch is better than the first.
        TrainingOptions options = Options with { Epochs = 50, Patience = 2, Optimizer = new SgdOptions(1e-12f) };
        TrainingResult result = new Trainer(TinyNetwork.Graph(), options).Run(_data);
        Assert.Equal(StopReason.EarlyStop, result.Reason);
        Assert.Equal(result.Best!.Epoch + 2, result.Epochs.Count);
    }

    [Fact]
    public void Stopping_from_outside_returns_what_there_is()
    {
        using var stop = new CancellationTokenSource();
        TrainingResult result = new Trainer(TinyNetwork.Graph(), Options).Run(_data, onEpoch: _ => stop.Cancel(), cancellation: stop.Token);
        Assert.Equal((StopReason.Cancelled, 1), (result.Reason, result.Epochs.Count));
        TrainingResult nothing = new Trainer(TinyNetwork.Graph(), Options).Run(_data, cancellation: stop.Token);
        Assert.Null(nothing.Best);
        Assert.Equal(10 * 32, nothing.Weights.GetParameter("output.weight").Length);
    }

    [Fact]
    public void A_loss_that_is_no_number_is_named()
    {
        TrainingOptions options = Options with { Optimizer = new SgdOptions(3e38f), Schedule = new ConstantSchedule() };
        string message = Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options).Run(_data)).Message;
        Assert.Contains("'Tiny', epoch 1", message, StringComparison.Ordinal);
        Assert.Contains("It began in layer '", message, StringComparison.Ordinal);
        Assert.Contains("lower learning rate", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_and_options_that_do_not_fit_are_named()
    {
        Dataset large = SyntheticDigits.Create([1, 32, 32], 20, 10);
        Assert.Contains("expects inputs of 1×28×28", Message(Options, large), StringComparison.Ordinal);
        var many = new Dataset("many", [.. Enumerable.Range(0, 11).Select(i => $"{i}")], _data.Train);
        Assert.Contains("10 outputs, but many has 11 classes", Message(Options, many), StringComparison.Ordinal);
        Assert.Equal("Epochs: expected 1 or more, found 0.", Message(Options with { Epochs = 0 }, _data));
        Assert.Contains("CheckpointPath", Message(Options with { Resume = true }, _data), StringComparison.Ordinal);

        static string Message(TrainingOptions options, Dataset data) =>
            Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options).Run(data)).Message;
    }

    [Fact]
    public void A_plateau_is_resumed_where_it_was()
    {
        TrainingOptions options = Options with
        {
            Epochs = 14,
            Schedule = new PlateauSchedule(Patience: 1, Gamma: 0.1),
            Optimizer = new SgdOptions(0.3f),
            CheckpointPath = Path.Combine(_folder, "tiny.checkpoint"),
        };
        TrainingResult whole = new Trainer(TinyNetwork.Graph(), options with { CheckpointPath = null }).Run(_data);
        Assert.InRange(whole.Epochs[^1].LearningRate, 1e-6f, 0.031f);
        new Trainer(TinyNetwork.Graph(), options with { Epochs = 9 }).Run(_data);
        TrainingResult resumed = new Trainer(TinyNetwork.Graph(), options with { Resume = true }).Run(_data);
        Assert.Equal(whole.Epochs.Select(e => e.LearningRate), resumed.Epochs.Select(e => e.LearningRate));
        Assert.Equal(Weights(whole), Weights(resumed));
    }

    [Fact]
    public void Balance_helps_a_class_of_few_samples()
    {
        // A tenth of the zeros are left: without weights they are rarely answered.
        int[] kept = [.. Enumerable.Range(0, _data.Train.Count).Where(i => _data.Train.Label(i) == 1 || (_data.Train.Label(i) == 0 && i % 100 == 0))];
        int[] two = [.. Enumerable.Range(0, _data.Test!.Count).Where(i => _data.Test.Label(i) < 2)];
        var few = new Dataset("few", _data.Classes, _data.Train.Select(kept), _data.Test.Select(two));
        TrainingOptions options = Options with { Epochs = 1, BatchSize = 8, Augmentation = null, ValidationSamples = 0, Folds = 0 };
        TrainingResult plain = new Trainer(TinyNetwork.Graph(), options).Run(few);
        TrainingResult balanced = new Trainer(TinyNetwork.Graph(), options with { Balance = true }).Run(few);
        Assert.NotEqual(plain.Epochs[0].TrainingLoss, balanced.Epochs[0].TrainingLoss);
        Assert.True(balanced.Epochs[0].Validation.Recall(0) >= plain.Epochs[0].Validation.Recall(0));
    }

    [Fact]
    public void A_focus_is_of_cross_entropy_alone()
    {
        TrainingOptions options = Options with { Focus = 2, Loss = LossKind.MeanSquaredError };
        Assert.Equal("Focus: is of the loss cross-entropy, found the squared one.",
            Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Resumed_training_ends_where_uninterrupted_training_does(bool adam)
    {
        TrainingOptions options = Options with
        {
            Epochs = 3,
            Schedule = new ConstantSchedule(),
            WeightAverage = 0.98f,
            Optimizer = adam ? new AdamOptions(3e-3f) : new SgdOptions(0.02f),
            CheckpointPath = Path.Combine(_folder, "tiny.checkpoint"),
            WeightsPath = Path.Combine(_folder, "tiny.safetensors"),
        };
        TrainingResult whole = new Trainer(TinyNetwork.Graph(), options with { CheckpointPath = null }).Run(_data);
        new Trainer(TinyNetwork.Graph(), options with { Epochs = 2 }).Run(_data);
        TrainingResult resumed = new Trainer(TinyNetwork.Graph(), options with { Resume = true, Threads = 1 }).Run(_data);
        Assert.Equal(Weights(whole), Weights(resumed));
        Assert.Equal(3, resumed.Epochs.Count);
        Assert.Equal(whole.Epochs.Select(e => e.Validation.Loss), resumed.Epochs.Select(e => e.Validation.Loss));
        Assert.Equal(whole.Best!.Epoch, resumed.Best!.Epoch);
        using SafetensorsFile file = SafetensorsFile.Open(options.WeightsPath!);
        Assert.True(file.GetParameter("hidden.weight").SequenceEqual(resumed.Weights.GetParameter("hidden.weight")));
        Assert.Equal(Fingerprint.Of(TinyNetwork.Graph()), file.Fingerprint);
        Assert.Equal(["tiny.checkpoint", "tiny.safetensors"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_checkpoint_of_another_run_or_a_damaged_one_is_refused()
    {
        string path = Path.Combine(_folder, "tiny.checkpoint");
        TrainingOptions options = Options with { Epochs = 1, CheckpointPath = path };
        new Trainer(TinyNetwork.Graph(), options).Run(_data);
        TrainingOptions resume = options with { Resume = true, Epochs = 2 };
        Assert.Contains("another network", Message(TinyNetwork.Graph(0.5f), resume, _data), StringComparison.Ordinal);
        Assert.Contains("another batch size: the checkpoint's is 32, this run's is 16", Message(TinyNetwork.Graph(),
            resume with { BatchSize = 16 }, _data), StringComparison.Ordinal);
        Dataset other = SyntheticDigits.Create(TinyNetwork.InputShape, 600, 100, seed: 2);
        Assert.Contains("another data set", Message(TinyNetwork.Graph(), resume, other), StringComparison.Ordinal);

        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        Assert.StartsWith(path, Message(TinyNetwork.Graph(), resume, _data), StringComparison.Ordinal);
        File.Delete(path);
        Assert.StartsWith(path, Message(TinyNetwork.Graph(), resume, _data), StringComparison.Ordinal);

        static string Message(NetworkGraph graph, TrainingOptions options, Dataset data) =>
            Assert.Throws<TrainingException>(() => new Trainer(graph, options).Run(data)).Message;
    }

    [Fact]
    public void Overfitting_is_seen_and_named()
    {
        // Noise can only be learnt by heart.
        var random = new Random(1);
        byte[] pixels = new byte[300 * 784];
        random.NextBytes(pixels);
        int[] labels = [.. Enumerable.Range(0, 300).Select(_ => random.Next(10))];
        var noise = new Dataset("noise", [.. "0123456789".Select(c => $"{c}")], new ImageSet([1, 28, 28], pixels, labels));
        TrainingOptions options = Options with
        {
            Epochs = 40, Augmentation = null, ValidationSamples = 100, Schedule = new ConstantSchedule(),
        };
        EpochReport last = new Trainer(TinyNetwork.Graph(), options).Run(noise).Epochs[^1];
        Assert.Equal(FitVerdict.Overfitting, last.Fit.Verdict);
        Assert.StartsWith("overfitting: error ", last.Fit.Text, StringComparison.Ordinal);
        Assert.InRange(last.Fit.Gap, 0.5, 1);
    }

    private static float[] Weights(TrainingResult result) =>
        [.. new[] { "c1.weight", "c1.bias", "hidden.weight", "output.weight" }.SelectMany(n => result.Weights.GetParameter(n).ToArray())];

    private sealed class Interpreted(NetworkGraph graph, IParameterSource parameters) : INetwork<float>
    {
        private readonly ReferenceNetwork _network = new(graph, parameters);

        public NetworkInfo Info { get; } = new("Tiny", "", TinyNetwork.InputShape, [10], [], 0, 0, 0);

        public void Infer(ReadOnlySpan<float> input, Span<float> output) => _network.Run(input.ToArray()).CopyTo(output);

        public void Dispose()
        {
        }
    }
}
