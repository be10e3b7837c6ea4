using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests;

public sealed class CrossValidationTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { Epochs = 2, BatchSize = 16, Optimizer = new AdamOptions(3e-3f), WeightAverage = 0.9f };

    private readonly Dataset _few = SyntheticDigits.Create(TinyNetwork.InputShape, 120, 50);
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Few_samples_are_cross_validated_and_every_one_is_asked_once()
    {
        TrainingResult result = new Trainer(TinyNetwork.Graph(), Options).Run(_few);
        Assert.Equal(new ValidationPlan(ValidationKind.Crossed, 120, 5), result.Plan);
        Assert.Equal(120, result.Best!.Validation.Samples);
        Assert.All(Enumerable.Range(0, 10), digit => Assert.Equal(12, Enumerable.Range(0, 10).Sum(answer => result.Best.Validation.Confusion[digit, answer])));
        // No epoch is chosen: the last one is kept.
        Assert.Equal(2, result.Best.Epoch);
        Assert.Equal(120, result.Best.Train.Samples);
    }

    [Fact]
    public void The_weights_that_are_kept_learn_from_all_samples()
    {
        TrainingResult crossed = new Trainer(TinyNetwork.Graph(), Options).Run(_few);
        var given = new Dataset("given", _few.Classes, _few.Train, _few.Test);
        TrainingResult plain = new Trainer(TinyNetwork.Graph(), Options).Run(given);
        Assert.Equal(ValidationKind.Given, plain.Plan.Kind);
        Assert.Equal(plain.Epochs[1].TrainingLoss, crossed.Epochs[1].TrainingLoss);
    }

    [Fact]
    public void Resumed_it_ends_where_uninterrupted_it_does()
    {
        TrainingOptions options = Options with { Epochs = 3, Schedule = new ConstantSchedule(), CheckpointPath = Path.Combine(_folder, "c.checkpoint") };
        TrainingResult whole = new Trainer(TinyNetwork.Graph(), options with { CheckpointPath = null }).Run(_few);
        new Trainer(TinyNetwork.Graph(), options with { Epochs = 1 }).Run(_few);
        Assert.Equal((1, 1), Trainer.ProgressOf(options.CheckpointPath!));
        TrainingResult resumed = new Trainer(TinyNetwork.Graph(), options with { Resume = true, Threads = 1 }).Run(_few);
        Assert.Equal(whole.Weights.GetParameter("output.weight").ToArray(), resumed.Weights.GetParameter("output.weight").ToArray());
        Assert.Equal(whole.Epochs.Select(e => e.Validation.Loss), resumed.Epochs.Select(e => e.Validation.Loss));
    }

    [Theory]
    [InlineData(12, 10, null, 0, ValidationKind.Crossed, 120)]
    [InlineData(120, 3, null, 0, ValidationKind.HeldOut, 60)]
    [InlineData(119, 3, null, 0, ValidationKind.Crossed, 357)]
    [InlineData(60, 3, 0, 0, ValidationKind.HeldOut, 60)]
    [InlineData(12, 10, null, 30, ValidationKind.HeldOut, 30)]
    [InlineData(500, 3, 4, 0, ValidationKind.Crossed, 1500)]
    [InlineData(6000, 10, null, 0, ValidationKind.HeldOut, 5000)]
    [InlineData(1000, 10, null, 0, ValidationKind.HeldOut, 1670)]
    [InlineData(2, 30, 0, 0, ValidationKind.HeldOut, 30)]
    public void A_sixth_and_twenty_of_each_class_are_held_out_where_there_are_so_many(int ofEach, int classes, int? folds, int samples, ValidationKind kind, int expected)
    {
        int[] labels = [.. Enumerable.Range(0, ofEach * classes).Select(i => i % classes)];
        var data = new Dataset("d", [.. Enumerable.Range(0, classes).Select(c => $"{c}")], new ImageSet([1], new byte[labels.Length], labels));
        ValidationPlan plan = ValidationPlan.For(data, Options with { Folds = folds, ValidationSamples = samples }, parameters: 1000);
        Assert.Equal((kind, expected), (plan.Kind, plan.Samples));
    }

    [Theory]
    [InlineData(199, KeptEpoch.Automatic, 0, false)]
    [InlineData(199, KeptEpoch.Automatic, 3, true)]
    [InlineData(199, KeptEpoch.Best, 0, true)]
    [InlineData(200, KeptEpoch.Automatic, 0, true)]
    [InlineData(200, KeptEpoch.Last, 0, false)]
    public void Few_samples_choose_no_epoch_unless_they_are_told_to(int samples, KeptEpoch keep, int patience, bool chooses)
    {
        int[] labels = [.. Enumerable.Range(0, 900).Select(i => i % 2)];
        var data = new Dataset("d", ["a", "b"], new ImageSet([1], new byte[labels.Length], labels));
        TrainingOptions options = Options with { ValidationSamples = samples, Keep = keep, Patience = patience };
        Assert.Equal(chooses, ValidationPlan.For(data, options, parameters: 1000).ChoosesEpoch);
    }

    /// <summary>The steps are so large that the second epoch is no better on a sample of twenty; it is kept all the same.</summary>
    [Fact]
    public void The_last_epoch_is_kept_where_it_is_wanted()
    {
        TrainingOptions options = Options with { Epochs = 4, ValidationSamples = 20, Optimizer = new AdamOptions(0.3f), WeightAverage = 0 };
        TrainingResult last = new Trainer(TinyNetwork.Graph(), options).Run(_few), best = new Trainer(TinyNetwork.Graph(), options with { Keep = KeptEpoch.Best }).Run(_few);
        Assert.Equal(4, last.Best!.Epoch);
        Assert.All(last.Epochs, epoch => Assert.True(epoch.IsBest));
        Assert.Equal(best.Epochs.MaxBy(e => (e.Validation.Correct, -e.Validation.Loss))!.Epoch, best.Best!.Epoch);
        Assert.True(best.Best.Epoch < 4);
    }

    [Fact]
    public void Classes_of_one_sample_are_not_held_out_whole()
    {
        var data = new Dataset("d", ["a", "b", "c"], new ImageSet([1], new byte[3], [0, 1, 2]));
        string message = Assert.Throws<TrainingException>(() => ValidationPlan.For(data, Options with { Folds = 0 }, parameters: 10)).Message;
        Assert.Contains("two training samples or more of some class", message, StringComparison.Ordinal);
    }

    /// <summary>A run that kept every epoch cannot go on as one that keeps the best: it does not have that any more.</summary>
    [Fact]
    public void A_run_goes_on_keeping_what_it_kept()
    {
        TrainingOptions options = Options with { Epochs = 1, ValidationSamples = 20, Schedule = new ConstantSchedule(), CheckpointPath = Path.Combine(_folder, "k.checkpoint") };
        new Trainer(TinyNetwork.Graph(), options).Run(_few);
        options = options with { Epochs = 2, Resume = true };
        string message = Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options with { Patience = 3 }).Run(_few)).Message;
        Assert.Contains("another kept epoch: the checkpoint's is last, this run's is none", message, StringComparison.Ordinal);
        new Trainer(TinyNetwork.Graph(), options).Run(_few);
    }

    [Fact]
    public void A_cross_validation_chooses_no_epoch_and_patience_keeps_the_best()
    {
        Assert.Contains("cross-validation", Message(Options with { Keep = KeptEpoch.Best }), StringComparison.Ordinal);
        Assert.Contains("Patience", Message(Options with { Keep = KeptEpoch.Last, Patience = 2 }), StringComparison.Ordinal);

        string Message(TrainingOptions options) => Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options).Run(_few)).Message;
    }

    [Fact]
    public void Weights_tell_what_they_are()
    {
        string path = Path.Combine(_folder, "w.safetensors");
        new Trainer(TinyNetwork.Graph(), Options with { WeightsPath = path }).Run(_few);
        WeightsMetadata metadata = WeightsMetadata.Read(path);
        Assert.Equal("0123456789".Select(c => $"{c}"), metadata.Classes);
        Assert.Equal(("synthetic digits", "test", 50), (metadata.DataSet, metadata.Accuracy!.Part, metadata.Accuracy.Samples));
        Assert.Equal(TinyNetwork.InputShape, metadata.Preparation!.Shape);
        Assert.NotNull(metadata.Date);
        Assert.NotNull(metadata.Version);
    }

    [Fact]
    public void Given_weights_are_the_start()
    {
        TrainingResult first = new Trainer(TinyNetwork.Graph(), Options).Run(_few);
        TrainingOptions frozen = Options with { Epochs = 1, WeightAverage = 0, Optimizer = new SgdOptions(1e-30f), Start = first.Weights };
        TrainingResult second = new Trainer(TinyNetwork.Graph(), frozen).Run(_few);
        Assert.Equal(first.Weights.GetParameter("hidden.weight").ToArray(), second.Weights.GetParameter("hidden.weight").ToArray());
    }
}
