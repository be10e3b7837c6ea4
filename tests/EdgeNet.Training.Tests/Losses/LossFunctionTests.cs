using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Losses;

public unsafe class LossFunctionTests
{
    [Fact]
    public void Cross_entropy_takes_the_logits_below_a_softmax()
    {
        var network = new NetworkGradient(Graph([3], ("dense", new Dense(4, true), ["input"]), ("softmax", new Softmax(), ["dense"])));
        Assert.Equal(network.IndexOf("dense"), new LossFunction(LossKind.CrossEntropy, network, 0).Node);
        Assert.Equal(network.IndexOf("softmax"), new LossFunction(LossKind.MeanSquaredError, network, 0).Node);
    }

    [Fact]
    public void The_logits_are_those_of_the_classes_on_whatever_axis()
    {
        var log = new NetworkGradient(Graph([3], ("dense", new Dense(4, true), ["input"]), ("softmax", new Softmax(0, true), ["dense"])));
        Assert.Equal(log.IndexOf("dense"), new LossFunction(LossKind.CrossEntropy, log, 0).Node);
        (string, Layer, string[])[] layers = [("dense", new Dense(4, true), ["input"]), ("row", new Reshape(new(1, 4)), ["dense"])];
        var row = new NetworkGradient(Graph([3], [.. layers, ("softmax", new Softmax(1), ["row"])]));
        Assert.Equal(row.IndexOf("row"), new LossFunction(LossKind.CrossEntropy, row, 0).Node);
        // A softmax over an axis of one is 1 everywhere.
        var flat = new NetworkGradient(Graph([3], [.. layers, ("softmax", new Softmax(0), ["row"])]));
        Assert.Equal(flat.IndexOf("softmax"), new LossFunction(LossKind.CrossEntropy, flat, 0).Node);
    }

    [Theory]
    [InlineData(LossKind.CrossEntropy, 0)]
    [InlineData(LossKind.CrossEntropy, 0.1f)]
    [InlineData(LossKind.MeanSquaredError, 0)]
    [InlineData(LossKind.BinaryCrossEntropy, 0)]
    [InlineData(LossKind.BinaryCrossEntropy, 0.1f)]
    public void The_gradient_is_that_of_the_loss(LossKind kind, float smoothing)
    {
        var network = new NetworkGradient(Single(new Dense(3, true), 2));
        var loss = new LossFunction(kind, network, smoothing);
        var outputs = new LaneMemory(3 * Lanes.Count);
        var gradients = new LaneMemory(3 * Lanes.Count);
        float[][] samples = [[0.3f, -1, 2], [5, 1, 0.5f]];
        int[] labels = [1, 0];
        for (int lane = 0; lane < 2; lane++)
            WriteLane(samples[lane], outputs.Pointer, lane);
        int correct = 0;
        LaneTarget[] targets = [1, 0];
        double total = loss.Add(outputs.Pointer, targets, 0.25f, gradients.Pointer, ref correct);
        Assert.Equal(1, correct);
        Assert.Equal(Exact(kind, smoothing, samples[0], 1) + Exact(kind, smoothing, samples[1], 0), total, 1e-5);
        float[] gradient = new float[3];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Lanes.Read(gradients.Pointer, lane, gradient);
            for (int c = 0; c < 3; c++)
                Assert.Equal(lane < 2 ? 0.25 * Difference(kind, smoothing, samples[lane], labels[lane], c) : 0, gradient[c], 1e-3);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(0.5f)]
    public void Mixed_labels_weights_and_focus_go_together(float focus)
    {
        var network = new NetworkGradient(Single(new Dense(3, true), 2));
        LossFunction loss = new LossFunction(LossKind.CrossEntropy, network, 0) { Focus = focus }.Weighted([1, 2, 0.5f]);
        var outputs = new LaneMemory(3 * Lanes.Count);
        var gradients = new LaneMemory(3 * Lanes.Count);
        float[] y = [0.3f, -1, 2];
        WriteLane(y, outputs.Pointer, 0);
        int correct = 0;
        double total = loss.Add(outputs.Pointer, [new(1, 2, 0.7f)], 1, gradients.Pointer, ref correct);
        Assert.Equal(Mixed(y, focus), total, 1e-5);
        Assert.Equal(0, correct);
        float[] gradient = new float[3];
        Lanes.Read(gradients.Pointer, 0, gradient);
        for (int c = 0; c < 3; c++)
        {
            float[] up = [.. y], down = [.. y];
            up[c] += 0.01f;
            down[c] -= 0.01f;
            Assert.Equal((Mixed(up, focus) - Mixed(down, focus)) / (up[c] - down[c]), gradient[c], 1e-3);
        }
    }

    /// <summary>Five classes, of which the first is right, or, in a mixed sample, the first and the last.</summary>
    [Theory]
    [InlineData(false, 1f, new[] { 0.8, 0.2, 0, 0, 0 })]
    [InlineData(true, 1f, new[] { 0.6, 0.2, 0, 0, 0.2 })]
    [InlineData(false, 0.5f, new[] { 0.4, 0.1, 0, 0.1, 0.4 })]
    [InlineData(true, 0.5f, new[] { 0.4, 0.1, 0, 0.1, 0.4 })]
    public void Neighbors_on_a_scale_get_their_share(bool isCircle, float share, double[] expected)
    {
        var network = new NetworkGradient(Single(new Dense(5, true), 2));
        var loss = new LossFunction(LossKind.CrossEntropy, network, 0) { Scale = new ScaleSmoothing(0.4f, isCircle) };
        var outputs = new LaneMemory(5 * Lanes.Count);
        var gradients = new LaneMemory(5 * Lanes.Count);
        float[] y = [0.3f, -1, 2, 0.5f, 1];
        WriteLane(y, outputs.Pointer, 0);
        int correct = 0;
        double total = loss.Add(outputs.Pointer, [new(0, 4, share)], 1, gradients.Pointer, ref correct);
        double sum = y.Sum(v => Math.Exp(v));
        Assert.Equal(-y.Select((v, c) => expected[c] * Math.Log(Math.Exp(v) / sum)).Sum(), total, 1e-5);
        float[] gradient = new float[5];
        Lanes.Read(gradients.Pointer, 0, gradient);
        Assert.All(gradient, (g, c) => Assert.Equal(Math.Exp(y[c]) / sum - expected[c], g, 1e-5));
    }

    [Fact]
    public void A_focus_is_finite_where_all_is_known()
    {
        var network = new NetworkGradient(Single(new Dense(3, true), 2));
        var loss = new LossFunction(LossKind.CrossEntropy, network, 0) { Focus = 0.5f };
        var outputs = new LaneMemory(3 * Lanes.Count);
        var gradients = new LaneMemory(3 * Lanes.Count);
        WriteLane([200, 0, 0], outputs.Pointer, 0);
        int correct = 0;
        Assert.Equal(0, loss.Add(outputs.Pointer, [0], 1, gradients.Pointer, ref correct));
        Assert.All(gradients.Span.ToArray(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void The_binary_loss_takes_the_logits_below_a_sigmoid_and_no_softmax()
    {
        var sigmoid = new NetworkGradient(Graph([3], ("dense", new Dense(4, true), ["input"]), ("sigmoid", new Activate(new(Activation.Sigmoid)), ["dense"])));
        Assert.Equal(sigmoid.IndexOf("dense"), new LossFunction(LossKind.BinaryCrossEntropy, sigmoid, 0).Node);
        var softmax = new NetworkGradient(Graph([3], ("dense", new Dense(4, true), ["input"]), ("softmax", new Softmax(), ["dense"])));
        string message = Assert.Throws<TrainingException>(() => new LossFunction(LossKind.BinaryCrossEntropy, softmax, 0)).Message;
        Assert.Contains("found softmax 'softmax'", message, StringComparison.Ordinal);
    }

    /// <summary>A sigmoid that ran in place would leave probabilities where the loss reads logits.</summary>
    [Fact]
    public void What_a_fused_loss_reads_is_not_written_over()
    {
        var network = new NetworkGradient(Graph([3], ("dense", new Dense(4, true), ["input"]), ("sigmoid", new Activate(new(Activation.Sigmoid)), ["dense"])));
        var worker = new GradientWorker(network);
        var parameters = new ParameterSet(network.Parameters);
        parameters.Slot("dense.bias").Fill(5);
        worker.Forward(parameters.Pointer, training: true);
        float[] logits = new float[4];
        Lanes.Read(worker.Output(new LossFunction(LossKind.BinaryCrossEntropy, network, 0).Node), 0, logits);
        Assert.Equal([5, 5, 5, 5], logits);
    }

    [Fact]
    public void Balanced_classes_count_alike_and_samples_one_in_the_mean()
    {
        int[] labels = [0, 0, 0, 0, 0, 0, 2, 2];
        float[] weights = ClassBalance.Weights(labels, 4);
        Assert.Equal([8 / 12f, 1, 2, 1], weights);
        Assert.Equal(8, labels.Sum(l => weights[l]), 1e-5);
    }

    [Fact]
    public void Outputs_that_are_no_classes_and_networks_without_parameters_are_refused()
    {
        var images = new NetworkGradient(Single(new Conv(2, Window([1, 1]), 1, true), 1, 2, 2));
        Assert.Throws<TrainingException>(() => new LossFunction(LossKind.CrossEntropy, images, 0));
        Assert.Throws<TrainingException>(() => new LossFunction(LossKind.CrossEntropy, new(Single(new Softmax(), 4)), 0));
    }

    private static double Difference(LossKind kind, float smoothing, float[] y, int label, int at)
    {
        float[] up = [.. y], down = [.. y];
        up[at] += 0.01f;
        down[at] -= 0.01f;
        return (Exact(kind, smoothing, up, label) - Exact(kind, smoothing, down, label)) / 0.02;
    }

    private static double Exact(LossKind kind, float smoothing, float[] y, int label)
    {
        double[] target = [.. y.Select((_, c) => (c == label ? 1 - smoothing : 0) + smoothing / 3.0)];
        double sum = y.Sum(v => Math.Exp(v));
        return kind switch
        {
            LossKind.CrossEntropy => -y.Select((v, c) => target[c] * Math.Log(Math.Exp(v) / sum)).Sum(),
            LossKind.BinaryCrossEntropy => -y.Select((v, c) => target[c] * Math.Log(Sigmoid(v)) + (1 - target[c]) * Math.Log(1 - Sigmoid(v))).Sum(),
            _ => y.Select((v, c) => 0.5 * (v - target[c]) * (v - target[c])).Sum(),
        };
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>Two classes in parts, class weights and a focus, against the formula and its differences.</summary>
    private static double Mixed(float[] y, float focus)
    {
        double sum = y.Sum(v => Math.Exp(v));
        double[] target = [0, 0.7, 0.3], weights = [1, 2, 0.5];
        double loss = y.Select((v, c) => -target[c] * Math.Pow(1 - Math.Exp(v) / sum, focus) * Math.Log(Math.Exp(v) / sum)).Sum();
        return loss * (0.7 * weights[1] + 0.3 * weights[2]);
    }
}
