using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Suspects;
using EdgeNet.Training.Synthetic;
using Xunit.Abstractions;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Suspects;

public sealed class SuspectSearchTests(ITestOutputHelper output)
{
    private const int Count = 1500, TestCount = 300;

    private static readonly TrainingOptions Options = new()
    {
        Epochs = 5, Optimizer = new AdamOptions(3e-3f), WeightAverage = 0, Folds = 3,
    };

    [Fact]
    public void Changed_labels_of_every_part_are_found_and_named()
    {
        (Dataset data, HashSet<string> changed) = Changed();
        var folds = new List<FoldReport>();
        SuspectReport report = new Trainer(TinyNetwork.Graph(), Options).FindSuspects(data, folds.Add);
        string[] first = [.. report.Labels.Take(2 * changed.Count).Select(l => l.Name)];
        string[] found = [.. first.Where(changed.Contains)];
        output.WriteLine($"{found.Length} of {changed.Count} in the first {first.Length} of {report.Labels.Count}, {report.Confident} confident");
        Assert.InRange(found.Length, 0.8 * changed.Count, changed.Count);
        Assert.InRange(found.Count(n => n.StartsWith("test sample ", StringComparison.Ordinal)), 0.8 * TestCount / 100, TestCount / 100);
        Assert.Equal(Count + TestCount, report.Samples);
        Assert.Equal(report.Labels.OrderBy(l => l.Probability), report.Labels);
        Assert.All(report.Labels, l => Assert.InRange(l.Probability, 0, l.OtherProbability));
        Assert.Equal(report.Samples - report.Labels.Count, report.Correct);
        Assert.InRange(report.Confident!.Value, 1, report.Labels.Count);
        Assert.Equal([1, 2, 3], folds.Select(f => f.Fold));
        Assert.Equal(Count, folds.Sum(f => f.Samples));
        Assert.Equal(Count - folds.Sum(f => f.Correct), report.Labels.Count(l => l.Name.StartsWith("training", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_list_on_any_number_of_threads()
    {
        Dataset data = Changed().Data;
        TrainingOptions options = Options with { Epochs = 1, Augmentation = new PictureAugmentation { Shift = 1, Mixup = 0.2f } };
        IReadOnlyList<SuspectLabel> one = new Trainer(TinyNetwork.Graph(), options with { Threads = 1 }).FindSuspects(data).Labels;
        Assert.Equal(one, new Trainer(TinyNetwork.Graph(), options with { Threads = 3 }).FindSuspects(data).Labels);
        Assert.NotEqual(one, new Trainer(TinyNetwork.Graph(), options with { Seed = 2 }).FindSuspects(data).Labels);
    }

    [Fact]
    public void Weights_that_learnt_from_others_judge_without_learning()
    {
        (Dataset data, HashSet<string> changed) = Changed();
        Dataset others = SyntheticDigits.Create(TinyNetwork.InputShape, 2000, 10, seed: 9);
        TrainingResult learnt = new Trainer(TinyNetwork.Graph(), Options with { Folds = 0 }).Run(others);
        SuspectReport report = new Trainer(TinyNetwork.Graph(), Options).FindSuspects(data, learnt.Weights);
        Assert.InRange(report.Labels.Take(2 * changed.Count).Count(l => changed.Contains(l.Name)), 0.8 * changed.Count, changed.Count);
        Assert.Equal(Count + TestCount, report.Samples);
    }

    [Theory]
    [InlineData(80, true)]
    [InlineData(79, false)]
    public void A_judge_that_contradicts_more_than_a_fifth_counts_nothing(int correct, bool counts)
    {
        SuspectLabel[] labels = [.. Enumerable.Range(0, 100 - correct).Select(i => new SuspectLabel($"{i}", 0, 1, 0.1, 0.9, i < 5))];
        var report = new SuspectReport(["a", "b"], 100, correct, labels);
        Assert.Equal(correct / 100.0, report.Agreement);
        Assert.Equal(counts ? 5 : null, report.Confident);
    }

    [Fact]
    public void A_class_of_a_single_sample_is_not_judged()
    {
        // Two classes that a dense layer tells apart, and one that is there once.
        float[] values = [.. Enumerable.Range(0, 21).SelectMany(i => i == 20 ? new[] { 0f, 0f } : i % 2 == 0 ? [1f, 0] : [0f, 1])];
        int[] labels = [.. Enumerable.Range(0, 20).Select(i => i == 4 ? 1 : i % 2), 2];
        var data = new Dataset("d", ["a", "b", "c"], new ImageSet([2], values, labels));
        NetworkGraph graph = Graph([2], ("dense", new Dense(3, true), ["input"]));
        TrainingOptions options = Options with { Epochs = 60, BatchSize = 4, Folds = 5, Optimizer = new AdamOptions(0.05f) };
        SuspectReport report = new Trainer(graph, options).FindSuspects(data);
        Assert.Equal(20, report.Samples);
        // Logits have become probabilities.
        SuspectLabel wrong = Assert.Single(report.Labels);
        Assert.Equal(("training sample 4", 1, 0), (wrong.Name, wrong.Label, wrong.Other));
        Assert.InRange(wrong.Probability + wrong.OtherProbability, 0.5, 1.0001);
    }

    [Fact]
    public void What_cannot_be_judged_is_refused_and_stopping_stops()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 40, 10);
        Assert.Contains("at least 50 training samples for 50 folds, found 40", Message(Options with { Folds = 50 }, data), StringComparison.Ordinal);
        Assert.Contains("Clutter", Message(Options with { Clutter = new ClutterOptions() }, data), StringComparison.Ordinal);
        int[] zeros = [.. Enumerable.Range(0, 40).Where(i => data.Train.Label(i) == 0)];
        var one = new Dataset("one", ["a"], data.Train.Select(zeros));
        Assert.Equal("one: expected two classes or more, which could be mistaken for each other, found one.", Message(Options, one));
        using var stop = new CancellationTokenSource();
        var trainer = new Trainer(TinyNetwork.Graph(), Options);
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.FindSuspects(data, _ => stop.Cancel(), stop.Token));

        static string Message(TrainingOptions options, Dataset data) =>
            Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options).FindSuspects(data)).Message;
    }

    [Fact]
    public void Several_sets_vote_and_of_too_many_probabilities_the_first_decides()
    {
        var images = new ImageSet([1], new float[2], [0, 1]);
        foreach (long most in new[] { 6L, 5 })
        {
            var vote = new PartVote(new LabelJudge(images, DataPart.Test, 2), outputs: 3, most);
            Assert.Equal(most == 6, vote.TakesAll);
            vote.Add(0, [0.6f, 0.4f, 0]);
            vote.Add(1, [0.1f, 0.7f, 0.2f]);
            if (vote.TakesAll)
            {
                vote.Add(0, [0, 1, 0]);
                vote.Add(1, [0.1f, 0.1f, 0.8f]);
            }

            // The third output stands for no class.
            SuspectLabel[] labels = [.. vote.Judge().Contradicted([0.5, 0.65])];
            if (!vote.TakesAll)
            {
                Assert.Empty(labels);
                continue;
            }

            SuspectLabel label = Assert.Single(labels);
            Assert.Equal(("test sample 0", 0, 1), (label.Name, label.Label, label.Other));
            Assert.Equal((0.3, 0.7, true), (Math.Round(label.Probability, 6), Math.Round(label.OtherProbability, 6), label.IsConfident));
        }
    }

    [Fact]
    public void Samples_keep_their_names_where_some_are_chosen()
    {
        var images = new ImageSet([1], new float[5], [0, 1, 0, 1, 0]);
        Assert.Equal("validation sample 3", images.NameOf(3, DataPart.Validation));
        ImageSet chosen = images.Select([4, 2]).Select([1, 0]);
        Assert.Equal(["training sample 2", "training sample 4"], [chosen.NameOf(0, DataPart.Test), chosen.NameOf(1, DataPart.Train)]);
        var files = new ImageSet([1], new byte[3], [0, 1, 0]) { Files = ["a/1.png", "b/2.png", "a/3.png"] };
        Assert.Equal("a/3.png", files.Select([2, 1]).Select([0]).NameOf(0, DataPart.Test));
    }

    /// <summary>Digits of which one label in a hundred is another one.</summary>
    private static (Dataset Data, HashSet<string> Changed) Changed()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, Count, TestCount);
        var random = new SampleRandom(1);
        var names = new HashSet<string>();
        return (new Dataset("changed", data.Classes, Change(data.Train, "training"), null, Change(data.Test!, "test")), names);

        ImageSet Change(ImageSet set, string part)
        {
            int[] labels = set.Labels.ToArray(), order = [.. Enumerable.Range(0, labels.Length)];
            random.Shuffle(order);
            foreach (int i in order[..(labels.Length / 100)])
            {
                labels[i] = (labels[i] + 1 + random.Next(9)) % 10;
                names.Add($"{part} sample {i}");
            }

            return new ImageSet(set.Shape, [.. Enumerable.Range(0, set.Count).SelectMany(i => set.Pixels(i).ToArray())], labels)
            {
                Preparation = set.Preparation,
            };
        }
    }
}
