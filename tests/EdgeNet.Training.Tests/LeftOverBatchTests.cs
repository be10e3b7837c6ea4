using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests;

/// <summary>What becomes of the samples that do not fill a batch.</summary>
public sealed class LeftOverBatchTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { BatchSize = 10, Epochs = 3, Optimizer = new AdamOptions(3e-3f), Schedule = new ConstantSchedule() };

    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true, 32, 10, 20, 32)]
    [InlineData(true, 33, 10, 20, 30, 33)]
    [InlineData(true, 2, 2)]
    [InlineData(false, 32, 10, 20, 30, 32)]
    public void A_few_go_with_the_last_batch_where_batch_norms_would_suffer(bool normalized, int samples, params int[] expected)
    {
        var done = new List<int>();
        ImageSet train = Samples(samples);
        new Trainer(Network(normalized), Options with { Epochs = 1 }).Run(new Dataset("d", ["a", "b"], train, Samples(4)), onBatch: b => done.Add(b.Samples));
        Assert.Equal(expected, done);
    }

    [Fact]
    public void Resumed_folds_have_done_as_many_steps()
    {
        // Folds of 31 and 32 samples.
        var data = new Dataset("d", ["a", "b"], Samples(63));
        TrainingOptions options = Options with { Folds = 2, CheckpointPath = Path.Combine(_folder, "c.checkpoint") };
        TrainingResult whole = new Trainer(Network(true), options with { CheckpointPath = null }).Run(data);
        new Trainer(Network(true), options with { Epochs = 1 }).Run(data);
        TrainingResult resumed = new Trainer(Network(true), options with { Resume = true }).Run(data);
        Assert.Equal(whole.Epochs.Select(e => e.Validation.Loss), resumed.Epochs.Select(e => e.Validation.Loss));
    }

    private static ImageSet Samples(int count) =>
        new([1, 8], [.. Enumerable.Range(0, count * 8).Select(i => MathF.Sin(i) + i / 8 % 2)], [.. Enumerable.Range(0, count).Select(i => i % 2)]);

    private static NetworkGraph Network(bool normalized) => Graph([1, 8],
        ("conv", new Conv(4, Window([3]), 1, true), ["input"]),
        ("norm", normalized ? new BatchNorm(1e-5f, 0.1f) : new Activate(new(Activation.Tanh)), ["conv"]),
        ("flat", new Flatten(), ["norm"]),
        ("output", new Dense(2, true), ["flat"]),
        ("softmax", new Softmax(), ["output"]));
}
