using EdgeNet.Training.Data;

namespace EdgeNet.Training.Tests.Evaluation;

public class EvaluatorTests
{
    private static readonly ImageSet Images = new([1, 1, 2], [10, 20, 30, 40, 50, 60, 70, 80], [0, 1, 2, 2]);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Counts_what_the_network_answers(int threads)
    {
        // Answers 0, 0, 2, 1; the right class ranks 0, 1, 0, 2.
        float[][] outputs = [[0.7f, 0.2f, 0.1f], [0.5f, 0.3f, 0.2f], [0.1f, 0.2f, 0.7f], [0.3f, 0.6f, 0.1f]];
        var made = new List<Fake>();
        EvaluationResult result = Evaluator.Evaluate(Create, Images, threads);
        Assert.Equal((4, 2, 0.5, 0.5), (result.Samples, result.Correct, result.Accuracy, result.Error));
        Assert.Equal([0.5, 0.75, 1], new[] { 1, 2, 3 }.Select(result.TopK));
        Assert.Equal(1, result.Confusion[1, 0]);
        Assert.Equal(1, result.Confusion[2, 1]);
        Assert.Equal(0.5, result.Recall(2));
        Assert.Equal(0, result.Precision(1));
        Assert.Equal(0.5, result.Precision(0));
        Assert.Equal(-(Math.Log(0.7) + Math.Log(0.3) + Math.Log(0.7) + Math.Log(0.1)) / 4, result.Loss, 1e-6);
        Assert.Equal(threads, made.Count);
        Assert.All(made, network => Assert.True(network.Disposed));

        INetwork<float> Create()
        {
            var network = new Fake(3, 2, input => outputs[(int)MathF.Round(input[0] * 255 / 20 - 0.5f)]);
            made.Add(network);
            return network;
        }
    }

    /// <summary>Held against the definition, counted pair by pair; scores are coarse, so that many tie.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(4, true)]
    public void The_area_under_the_roc_curve_is_the_share_of_pairs_in_order(int classes, bool logits)
    {
        var random = new Random(5);
        const int Samples = 60;
        float[][] outputs = [.. Enumerable.Range(0, Samples).Select(_ => Enumerable.Range(0, classes).Select(_ => random.Next(1, 6) / 4f).ToArray())];
        int[] labels = [.. Enumerable.Range(0, Samples).Select(_ => random.Next(classes))];
        var images = new ImageSet([1, 1, 1], [.. Enumerable.Range(0, Samples).Select(i => (byte)i)], labels);
        EvaluationResult result = Evaluator.Evaluate(() => new Fake(classes, 1, x => outputs[(int)MathF.Round(x[0] * 255)]), images, 2, logits);

        double sum = 0;
        for (int c = 0; c < classes; c++)
        {
            int[] own = [.. Enumerable.Range(0, Samples).Where(i => labels[i] == c)], others = [.. Enumerable.Range(0, Samples).Where(i => labels[i] != c)];
            double ordered = own.Sum(i => others.Sum(j => Math.Sign(Score(i, c) - Score(j, c)) * 0.5 + 0.5));
            sum += ordered / ((double)own.Length * others.Length);
        }

        Assert.Equal(sum / classes, result.AreaUnderRoc!.Value, 1e-9);

        // As floats, so that what ties in the network's answer ties here.
        float Score(int sample, int c) =>
            logits ? (float)(Math.Exp(outputs[sample][c] - outputs[sample].Max()) / outputs[sample].Sum(o => Math.Exp(o - outputs[sample].Max())))
            : outputs[sample][c];
    }

    [Fact]
    public void Without_samples_of_two_classes_there_is_no_curve() =>
        Assert.Null(Evaluator.Evaluate(() => new Fake(2, 2, _ => [0.5f, 0.5f]), new ImageSet([1, 1, 2], [1, 2], [1])).AreaUnderRoc);

    /// <summary>Classes 0, 1, 2, 3 in a circle: answers 1, 3, 2, 0 for 0, 1, 2, 3 are one, two, none, and three or one steps away.</summary>
    [Fact]
    public void Steps_are_counted_along_a_scale_or_around_a_circle()
    {
        int[] answers = [1, 3, 2, 0];
        var images = new ImageSet([1, 1, 1], [0, 1, 2, 3], [0, 1, 2, 3]);
        EvaluationResult result = Evaluator.Evaluate(() => new Fake(4, 1, Answer), images);
        Assert.Equal((0.5, 0.75), (result.WithinOneStep(isCircle: false), result.WithinOneStep(isCircle: true)));

        float[] Answer(float[] input)
        {
            float[] output = [0.1f, 0.1f, 0.1f, 0.1f];
            output[answers[(int)MathF.Round(input[0] * 255)]] = 0.7f;
            return output;
        }
    }

    [Fact]
    public void Logits_become_probabilities_first()
    {
        var one = new ImageSet([1, 1, 2], [1, 2], [1]);
        EvaluationResult result = Evaluator.Evaluate(() => new Fake(2, 2, _ => [1000, 998]), one, logits: true);
        Assert.Equal(2 + Math.Log(1 + Math.Exp(-2)), result.Loss, 1e-6);
    }

    [Fact]
    public void Pictures_that_do_not_fit_are_refused()
    {
        Assert.Contains("expects inputs of 3", Message(new Fake(3, 3, _ => [])), StringComparison.Ordinal);
        Assert.Contains("has 2 outputs, the pictures have label 2", Message(new Fake(2, 2, _ => [])), StringComparison.Ordinal);
        var none = new ImageSet([1, 1, 2], Array.Empty<byte>(), []);
        Assert.Throws<TrainingException>(() => Evaluator.Evaluate(() => new Fake(2, 2, _ => []), none));

        static string Message(Fake network) => Assert.Throws<TrainingException>(() => Evaluator.Evaluate(() => network, Images)).Message;
    }

    private sealed class Fake(int outputs, int inputs, Func<float[], float[]> answer) : INetwork<float>
    {
        public bool Disposed { get; private set; }

        public NetworkInfo Info { get; } = new("Fake", "", [inputs], [outputs], [], 0, 0, 0);

        public void Infer(ReadOnlySpan<float> input, Span<float> output) => answer(input.ToArray()).CopyTo(output);

        public void Dispose() => Disposed = true;
    }
}
