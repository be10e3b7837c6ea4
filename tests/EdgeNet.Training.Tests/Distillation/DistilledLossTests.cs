using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Distillation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Synthetic;
using EdgeNet.Training.Threading;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Distillation;

public sealed unsafe class DistilledLossTests
{
    private static readonly float[] Input = [0.5f, -1];
    private static readonly float[] Answer = [0.3f, -1, 2];
    private static readonly int[] Labels = [1, 0];

    [Theory]
    [InlineData(1, 1f, 0.5f)]
    [InlineData(1, 4f, 0.9f)]
    [InlineData(2, 4f, 0.9f)]
    [InlineData(3, 0.5f, 0.3f)]
    [InlineData(2, 20f, 1f)]
    public void Loss_and_gradient_are_those_of_the_formula(int teachers, float temperature, float share)
    {
        float[][] weights = [.. Enumerable.Range(0, teachers).Select(t => new[] { 1f + t, -0.5f, 0.2f, 3, -1, 0.5f - t })];
        var options = new DistillationOptions([.. weights.Select(Linear)]) { Temperature = temperature, Share = share };
        (double loss, int correct, float[][] gradients) = Run(options, Answer, Answer);
        // Two samples of the same input, with labels of their own.
        Assert.Equal(0, correct);
        Assert.Equal(Exact(Answer, 1) + Exact(Answer, 0), loss, 1e-5);
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            for (int c = 0; c < 3; c++)
            {
                float[] up = [.. Answer], down = [.. Answer];
                up[c] += 0.01f;
                down[c] -= 0.01f;
                double slope = lane < 2 ? 0.25 * (Exact(up, Labels[lane]) - Exact(down, Labels[lane])) / (up[c] - down[c]) : 0;
                Assert.Equal(slope, gradients[lane][c], 1e-4);
            }
        }

        double Exact(float[] y, int label)
        {
            double[][] softened = [.. weights.Select(w => Softmax([.. Logits(w).Select(l => (double)l)], temperature))];
            double[] taught = [.. Enumerable.Range(0, 3).Select(c => softened.Average(s => s[c]))];
            double[] own = Softmax([.. y.Select(v => (double)v)], temperature);
            double divergence = taught.Zip(own, (q, p) => q * Math.Log(q / p)).Sum();
            double entropy = -Math.Log(Softmax([.. y.Select(v => (double)v)], 1)[label]);
            return (1 - share) * entropy + share * temperature * temperature * divergence;
        }
    }

    [Fact]
    public void Who_answers_as_the_teacher_has_nothing_to_learn_of_it()
    {
        float[] weights = [1, -0.5f, 0.2f, 3, -1, 0.5f];
        float[] same = Logits(weights);
        (double loss, _, float[][] gradients) = Run(new DistillationOptions([Linear(weights)]) { Share = 1 }, same, same);
        Assert.Equal(0, loss, 1e-12);
        Assert.All(gradients, lane => Assert.All(lane, g => Assert.Equal(0, g, 1e-7f)));
        // Sure answers have probabilities that are 0 in every number format.
        (loss, _, gradients) = Run(new DistillationOptions([Linear(weights)]) { Share = 1, Temperature = 0.01f }, [100, 0, -100], same);
        Assert.True(double.IsFinite(loss) && gradients[0].All(float.IsFinite), $"loss {loss}");
    }

    [Fact]
    public void A_teacher_sees_the_distorted_and_mixed_sample_that_the_network_sees()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 40, 10);
        var network = new NetworkGradient(TinyNetwork.Graph());
        var parameters = new ParameterSet(network.Parameters);
        Initializer.Draw(network.Graph, parameters, Initialization.Automatic, 1);
        using var team = new WorkerTeam(2);
        var options = new DistillationOptions([new Teacher(TinyNetwork.Graph(), parameters)]) { Share = 1 };
        var loss = new DistilledLoss(new LossFunction(LossKind.CrossEntropy, network, 0), options, team.Workers);
        var policy = new PictureAugmentation { Shift = 3, Rotation = 20, Elastic = 3, Mixup = 1 };
        int[] all = [.. Enumerable.Range(0, 40)];
        ILabelSource samples = new TrainingSamples(data, policy, team.Workers).For(all, policy);
        var gradient = new BatchGradient(network, loss, team);
        Assert.Equal(0, gradient.Run(parameters, samples, all, 7).Loss, 1e-9);
        Assert.All(gradient.Gradient.ToArray(), g => Assert.Equal(0, g, 1e-6f));
        // Not because there is nothing to see: another teacher has another opinion.
        Initializer.Draw(network.Graph, parameters, Initialization.Automatic, 2);
        Assert.InRange(gradient.Run(parameters, samples, all, 7).Loss, 0.1, 1e3);
    }

    [Fact]
    public void A_taught_batch_allocates_nothing()
    {
        NetworkGraph graph = GraphBuilder.Build(ResidualNetwork.Description, out _)!;
        Dataset data = SyntheticDigits.Create([.. graph.InputShape.Dimensions], 20, 10);
        var network = new NetworkGradient(graph);
        var parameters = new ParameterSet(network.Parameters);
        Initializer.Draw(graph, parameters, Initialization.Automatic, 1);
        using var team = new WorkerTeam(1);
        var options = new DistillationOptions([new Teacher(graph, parameters), new Teacher(graph, parameters)]);
        var loss = new DistilledLoss(new LossFunction(LossKind.CrossEntropy, network, 0), options, team.Workers);
        var gradient = new BatchGradient(network, loss, team);
        var samples = new TrainingSamples(data, null, 1);
        int[] batch = [.. Enumerable.Range(0, 20)];
        Assert.Equal(0, Allocations.Least(() => gradient.Run(parameters, samples, batch, 1)));
    }

    private static float[] Logits(float[] weights) =>
        [.. Enumerable.Range(0, 3).Select(c => weights[2 * c] * Input[0] + weights[2 * c + 1] * Input[1])];

    private static double[] Softmax(double[] logits, double temperature)
    {
        double sum = logits.Sum(l => Math.Exp(l / temperature));
        return [.. logits.Select(l => Math.Exp(l / temperature) / sum)];
    }

    /// <summary>Two inputs, three logits, a softmax, and a shape that leaves them in their order.</summary>
    private static Teacher Linear(float[] weights)
    {
        NetworkGraph graph = Graph([2], ("dense", new Dense(3, false), ["input"]), ("softmax", new Softmax(), ["dense"]),
            ("row", new Reshape(new(1, 3)), ["softmax"]));
        return new Teacher(graph, new Weights(weights));
    }

    private static (double Loss, int Correct, float[][] Gradients) Run(DistillationOptions options, params float[][] answers)
    {
        var network = new NetworkGradient(Single(new Dense(3, true), 2));
        var loss = new DistilledLoss(new LossFunction(LossKind.CrossEntropy, network, 0), options, 1);
        var inputs = new LaneMemory(2 * Lanes.Count);
        var outputs = new LaneMemory(3 * Lanes.Count);
        var gradients = new LaneMemory(3 * Lanes.Count);
        for (int lane = 0; lane < answers.Length; lane++)
        {
            WriteLane(Input, inputs.Pointer, lane);
            WriteLane(answers[lane], outputs.Pointer, lane);
        }

        loss.Look(inputs.Pointer, answers.Length, 0);
        int[] samples = [.. Enumerable.Range(0, answers.Length)];
        (double sum, int correct) = loss.Add(outputs.Pointer, gradients.Pointer, new Labelled(), samples, 0, 0.25f);
        float[][] read = [.. Enumerable.Range(0, Lanes.Count).Select(_ => new float[3])];
        for (int lane = 0; lane < Lanes.Count; lane++) Lanes.Read(gradients.Pointer, lane, read[lane]);
        return (sum, correct, read);
    }

    private sealed class Weights(float[] weights) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) => weights;
    }

    private sealed class Labelled : ILabelSource
    {
        public int Label(int sample) => Labels[sample];

        public void Read(int sample, ulong key, int worker, Span<float> input) => Input.CopyTo(input);
    }
}
