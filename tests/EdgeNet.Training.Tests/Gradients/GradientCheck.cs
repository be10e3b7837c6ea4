using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Tests.Gradients;

/// <summary>
/// Holds the trainer's passes against the scalar reference: its outputs directly, its gradients against central differences of the
/// reference in double precision, for elements of every parameter and of the input.
/// </summary>
internal static class GradientCheck
{
    private const double Step = 1e-4;
    private const double Tolerance = 1e-2;

    /// <summary>Checks a graph on random parameters and inputs; the loss is a random weighting of the outputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="probes">Elements of each tensor that are checked; all where there are fewer.</param>
    /// <param name="create">Makes the gradient of a layer; null for the usual one.</param>
    public static unsafe void Check(NetworkGraph graph, int probes = 12, Func<NetworkGraph, Node, LayerGradient>? create = null)
    {
        var network = new NetworkGradient(graph, wantInputGradient: true, create ?? Join.Create);
        var worker = new GradientWorker(network);
        var parameters = new ParameterSet(network.Parameters);
        var gradients = new ParameterSet(network.Parameters);
        var random = new SampleRandom(1);
        foreach (ParameterSlot slot in network.Parameters.Slots)
            foreach (ref float value in parameters.Slot(slot.Name))
                value = random.NextSingle(-0.7f, 0.7f);

        int inputLength = graph.InputShape.Length;
        float[][] inputs = [.. Enumerable.Range(0, Lanes.Count).Select(_ => Draw(ref random, inputLength))];
        float[] weights = Draw(ref random, graph.OutputShape.Length);
        for (int lane = 0; lane < Lanes.Count; lane++)
            WriteLane(inputs[lane], worker.Input, lane);

        int output = network.IndexOf(graph.Outputs[0]);
        int input = network.IndexOf(graph.Inputs.First().Name);
        network.Prepare(parameters.Pointer);
        worker.Forward(parameters.Pointer, training: true);
        float[] actual = new float[weights.Length];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Lanes.Read(worker.Output(output), lane, actual);
            float[] expected = new ReferenceNetwork(graph, parameters) { Extra = Join.Reference }.Run(inputs[lane]);
            for (int i = 0; i < expected.Length; i++)
                Assert.True(Math.Abs(expected[i] - actual[i]) < 1e-5 * Math.Max(1, Math.Abs(expected[i])), $"output {i}: expected {expected[i]}, found {actual[i]}");
            WriteLane(weights, worker.OutputGradient(output), lane);
        }

        worker.Backward(output, parameters.Pointer, gradients.Pointer);
        CheckSettingGradients(network, parameters, inputs, weights, gradients);

        foreach (ParameterSlot slot in network.Parameters.Slots)
        {
            if (!slot.IsTrained) continue;
            foreach (int i in Probe(slot.Length, probes, ref random))
            {
                double expected = inputs.Sum(x => Difference(graph, parameters, x, weights, slot.Name, i));
                AssertClose(expected, gradients.Slot(slot.Name)[i], $"{slot.Name}[{i}]");
            }
        }

        float[] inputGradient = new float[inputLength];
        foreach (int lane in new[] { 0, Lanes.Count - 1 })
        {
            Lanes.Read(worker.OutputGradient(input), lane, inputGradient);
            foreach (int i in Probe(inputLength, probes, ref random))
                AssertClose(Difference(graph, parameters, inputs[lane], weights, null, i), inputGradient[i], $"input[{i}], lane {lane}");
        }
    }

    /// <summary>A worker that knows where the loss is sets gradients that others add to zeros: the same bits, time after time.</summary>
    private static unsafe void CheckSettingGradients(
        NetworkGradient network, ParameterSet parameters, float[][] inputs, float[] weights, ParameterSet expected)
    {
        int output = network.IndexOf(network.Graph.Outputs[0]);
        var worker = new GradientWorker(network, lossNode: output);
        for (int pass = 0; pass < 2; pass++)
        {
            var gradients = new ParameterSet(network.Parameters);
            for (int lane = 0; lane < Lanes.Count; lane++)
                WriteLane(inputs[lane], worker.Input, lane);
            worker.Forward(parameters.Pointer, training: true);
            for (int lane = 0; lane < Lanes.Count; lane++)
                WriteLane(weights, worker.OutputGradient(output), lane);
            worker.Backward(output, parameters.Pointer, gradients.Pointer);
            Assert.Equal(expected.Values.ToArray(), gradients.Values.ToArray());
        }
    }

    /// <summary>Puts one sample into a lane.</summary>
    public static unsafe void WriteLane(float[] sample, float* lanes, int lane)
    {
        for (int i = 0; i < sample.Length; i++)
            lanes[i * Lanes.Count + lane] = sample[i];
    }

    private static float[] Draw(ref SampleRandom random, int length)
    {
        // Values a good deal more than a step apart, so that no kink of ReLU or max lies within one.
        int[] order = [.. Enumerable.Range(0, length)];
        random.Shuffle(order);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
            values[i] = (order[i] + 0.5f) / length * 2 - 1;
        return values;
    }

    private static IEnumerable<int> Probe(int length, int probes, ref SampleRandom random)
    {
        int[] order = [.. Enumerable.Range(0, length)];
        random.Shuffle(order);
        return order.Take(probes);
    }

    private static double Difference(NetworkGraph graph, ParameterSet parameters, float[] input, float[] weights, string? name, int index)
    {
        return (Loss(+Step) - Loss(-Step)) / Achieved();

        double Loss(double step)
        {
            float[] x = [.. input];
            ReferenceNetwork reference = new(graph, parameter =>
            {
                float[] values = [.. parameters.GetParameter(parameter)];
                if (parameter == name) values[index] += (float)step;
                return values;
            })
            {
                Extra = Join.Reference,
            };
            if (name is null) x[index] += (float)step;
            return reference.RunExactly(x).Zip(weights, (y, w) => y * w).Sum();
        }

        // The step that float32 made of it.
        double Achieved()
        {
            float value = name is null ? input[index] : parameters.GetParameter(name)[index];
            return (double)(value + (float)Step) - (value - (float)Step);
        }
    }

    private static void AssertClose(double expected, double actual, string what) =>
        Assert.True(
            Math.Abs(expected - actual) <= Tolerance * Math.Max(0.02, Math.Max(Math.Abs(expected), Math.Abs(actual))),
            $"{what}: expected {expected}, found {actual}");
}
