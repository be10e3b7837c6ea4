using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

public class BatchNormGradientTests
{
    private const int Classes = 3;
    private const float Momentum = 0.1f;

    /// <summary>Two norms, one of which branches off, so that groups wait for each other twice.</summary>
    private static readonly NetworkGraph Network = Graph([2, 3, 3],
        ("conv", new Conv(4, Window([2, 2]), 1, false), ["input"]),
        ("bn1", new BatchNorm(1e-3f, Momentum), ["conv"]),
        ("tanh", new Activate(new(Activation.Tanh)), ["bn1"]),
        ("side", new Conv(4, Window([1, 1]), 1, true), ["conv"]),
        ("sum", new Elementwise(ElementwiseFunction.Add, null), ["tanh", "side"]),
        ("flat", new Flatten(), ["sum"]),
        ("dense", new Dense(Classes, false), ["flat"]),
        ("bn2", new BatchNorm(1e-2f, Momentum), ["dense"]),
        ("softmax", new Softmax(), ["bn2"]));

    /// <summary>Batches that fill no group, one group, and several with a few lanes of the last.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(19)]
    [InlineData(50)]
    public void Gradients_go_through_the_statistics_of_the_whole_batch(int samples)
    {
        var batch = new Batch(samples, Network.InputShape.Length);
        ParameterSet parameters = Draw();
        float[] gradients = Gradients(batch, parameters.Clone(), threads: 2);
        var random = new SampleRandom(7);
        foreach (ParameterSlot slot in parameters.Layout.Slots.Where(s => s.IsTrained))
        {
            for (int probe = 0; probe < 4; probe++)
            {
                int i = (int)(random.NextSingle() * slot.Length);
                double expected = Difference(batch, parameters, slot.Offset + i), found = gradients[slot.Offset + i];
                double most = Math.Max(0.02, Math.Max(Math.Abs(expected), Math.Abs(found)));
                Assert.True(Math.Abs(expected - found) <= 1e-2 * most, $"{slot.Name}[{i}] of {samples} samples: expected {expected}, found {found}");
            }
        }

        foreach (ParameterSlot slot in parameters.Layout.Slots.Where(s => !s.IsTrained))
            Assert.All(gradients[slot.Offset..(slot.Offset + slot.Length)], g => Assert.Equal(0, g));
    }

    [Fact]
    public void Running_statistics_take_in_the_mean_and_the_unbiased_variance()
    {
        var batch = new Batch(19, Network.InputShape.Length);
        ParameterSet before = Draw(), after = before.Clone();
        Gradients(batch, after, threads: 1);
        double[][] values = [.. Outputs(batch, before, "conv")];
        TensorShape shape = Network["conv"].Shape;
        int positions = shape.Length / shape.Channels;
        for (int c = 0; c < shape.Channels; c++)
        {
            double[] channel = [.. values.SelectMany(v => v.Skip(c * positions).Take(positions))];
            double mean = channel.Average();
            double variance = channel.Sum(v => (v - mean) * (v - mean)) / (channel.Length - 1);
            Assert.Equal((1 - Momentum) * before.Slot("bn1.running_mean")[c] + Momentum * mean, after.Slot("bn1.running_mean")[c], 1e-5);
            Assert.Equal((1 - Momentum) * before.Slot("bn1.running_var")[c] + Momentum * variance, after.Slot("bn1.running_var")[c], 1e-5);
        }

        foreach (ParameterSlot slot in before.Layout.Slots.Where(s => s.IsTrained))
            Assert.True(before.Slot(slot.Name).SequenceEqual(after.Slot(slot.Name)));
    }

    [Fact]
    public void The_number_of_threads_makes_no_difference()
    {
        var batch = new Batch(150, Network.InputShape.Length);
        float[] one = Gradients(batch, Draw(), threads: 1);
        Assert.Equal(one, Gradients(batch, Draw(), threads: 2));
        Assert.Equal(one, Gradients(batch, Draw(), threads: 5));
    }

    [Fact]
    public void One_value_has_no_variance_and_is_not_recorded()
    {
        NetworkGraph graph = Graph([4], ("dense", new Dense(2, true), ["input"]), ("bn", new BatchNorm(1e-5f, 0.5f), ["dense"]));
        var network = new NetworkGradient(graph);
        var parameters = new ParameterSet(network.Parameters);
        Initializer.Draw(graph, parameters, Initialization.Automatic, 1);
        float[] before = parameters.Values.ToArray();
        using var team = new WorkerTeam(1);
        var gradient = new BatchGradient(network, new LossFunction(LossKind.CrossEntropy, network, 0), team);
        gradient.Run(parameters, new Batch(1, 4), new[] { 0 }, 1);
        Assert.Equal(before, parameters.Values.ToArray());
        ParameterSlot weight = parameters.Layout.Find("dense.weight")!;
        Assert.All(gradient.Gradient.Slice(weight.Offset, weight.Length).ToArray(), g => Assert.Equal(0, g));
        Assert.All(gradient.Gradient.ToArray(), g => Assert.True(float.IsFinite(g)));
    }

    [Fact]
    public unsafe void In_evaluation_running_statistics_normalise()
    {
        var network = new NetworkGradient(Network);
        var worker = new GradientWorker(network);
        ParameterSet parameters = Draw();
        var batch = new Batch(Lanes.Count, Network.InputShape.Length);
        for (int lane = 0; lane < Lanes.Count; lane++)
            WriteLane(batch.Inputs[lane], worker.Input, lane);
        worker.Forward(parameters.Pointer, training: false);
        float[] found = new float[Classes];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Lanes.Read(worker.Output(network.IndexOf("softmax")), lane, found);
            float[] expected = new ReferenceNetwork(Network, parameters).Run(batch.Inputs[lane]);
            for (int i = 0; i < Classes; i++)
                Assert.Equal(expected[i], found[i], 1e-5);
        }
    }

    private static ParameterSet Draw()
    {
        var parameters = new ParameterSet(new ParameterLayout(Network));
        Initializer.Draw(Network, parameters, Initialization.Automatic, 5);
        var random = new SampleRandom(3);
        foreach (ParameterSlot slot in parameters.Layout.Slots.Where(s => s.Fans is null))
            foreach (ref float value in parameters.Slot(slot.Name))
                value = slot.Role is "bias" or "running_mean" ? random.NextSingle(-0.5f, 0.5f) : random.NextSingle(0.6f, 1.4f);
        return parameters;
    }

    private static float[] Gradients(Batch batch, ParameterSet parameters, int threads)
    {
        var network = new NetworkGradient(Network);
        using var team = new WorkerTeam(threads);
        var gradient = new BatchGradient(network, new LossFunction(LossKind.CrossEntropy, network, 0), team);
        gradient.Run(parameters, batch, Enumerable.Range(0, batch.Inputs.Length).ToArray(), 1);
        // The second run in the same memory is the one that counts.
        ParameterSet fresh = parameters.Clone();
        gradient.Run(fresh, batch, Enumerable.Range(0, batch.Inputs.Length).ToArray(), 1);
        return gradient.Gradient.ToArray();
    }

    private static double Difference(Batch batch, ParameterSet parameters, int index)
    {
        const float Step = 1e-3f;
        ParameterSet up = parameters.Clone(), down = parameters.Clone();
        up.Values[index] += Step;
        down.Values[index] -= Step;
        return (Loss(batch, up) - Loss(batch, down)) / ((double)up.Values[index] - down.Values[index]);
    }

    /// <summary>The mean loss with every norm's running statistics replaced by the batch's, one norm after the other.</summary>
    private static double Loss(Batch batch, ParameterSet parameters)
    {
        foreach (Node node in Network.Nodes.Where(n => n.Layer is BatchNorm))
        {
            double[][] values = [.. Outputs(batch, parameters, node.Inputs[0])];
            int positions = node.Shape.Length / node.Shape.Channels;
            for (int c = 0; c < node.Shape.Channels; c++)
            {
                double[] channel = [.. values.SelectMany(v => v.Skip(c * positions).Take(positions))];
                double mean = channel.Average();
                parameters.Slot($"{node.Name}.running_mean")[c] = (float)mean;
                parameters.Slot($"{node.Name}.running_var")[c] = (float)(channel.Sum(v => (v - mean) * (v - mean)) / channel.Length);
            }
        }

        var reference = new ReferenceNetwork(Network, parameters);
        return batch.Inputs.Select((x, i) => -Math.Log(reference.RunExactly(x)[batch.Label(i)])).Average();
    }

    private static IEnumerable<double[]> Outputs(Batch batch, ParameterSet parameters, string node)
    {
        var reference = new ReferenceNetwork(Network, parameters);
        foreach (float[] x in batch.Inputs)
        {
            reference.Run(x);
            yield return [.. reference.Output(node).Select(v => (double)v)];
        }
    }

    private sealed class Batch : ILabelSource
    {
        public Batch(int samples, int length)
        {
            var random = new SampleRandom(11);
            Inputs = new float[samples][];
            for (int i = 0; i < samples; i++)
            {
                Inputs[i] = new float[length];
                foreach (ref float value in Inputs[i].AsSpan())
                    value = random.NextSingle(-1, 1) + 0.1f * i % 1;
            }
        }

        public float[][] Inputs { get; }

        public void Read(int sample, ulong key, int worker, Span<float> input) => Inputs[sample].CopyTo(input);

        public int Label(int sample) => sample * 7 % 5 % 2;
    }
}
