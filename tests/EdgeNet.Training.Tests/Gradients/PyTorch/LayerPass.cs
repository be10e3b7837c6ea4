using System.Text.Json.Nodes;
using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>
/// A batch of as many samples as there are lanes through a small graph of any output; the loss is a random weighting of the outputs. The
/// gradient of the input is wanted too.
/// </summary>
internal sealed unsafe class LayerPass
{
    private const ulong Epoch = 5;

    private readonly NetworkGraph _graph;
    private readonly NetworkGradient _network;
    private readonly ParameterSet _parameters;
    private readonly float[][] _samples;
    private readonly float[] _weights;

    public LayerPass(NetworkGraph graph)
    {
        _graph = graph;
        _network = new NetworkGradient(graph, wantInputGradient: true);
        _parameters = new ParameterSet(_network.Parameters);
        var random = new SampleRandom(3);
        foreach (ParameterSlot slot in _network.Parameters.Slots)
            foreach (ref float value in _parameters.Slot(slot.Name))
                value = slot.Role == "running_var" ? random.NextSingle(0.6f, 1.4f) : random.NextSingle(-0.7f, 0.7f);
        _samples = [.. Enumerable.Range(0, Lanes.Count).Select(_ => Draw(ref random, graph.InputShape.Length))];
        _weights = Draw(ref random, Lanes.Count * graph.OutputShape.Length);
    }

    /// <summary>The same for PyTorch.</summary>
    public PyTorchCase Describe()
    {
        var description = new PyTorchCase(_graph, new JsonObject { ["kind"] = "Weighted" }) { WantsOutput = true };
        description.Add(_parameters);
        description.Add(_samples, wantsGradient: true);
        description.Add("loss.weights", [Lanes.Count, _graph.OutputShape.Length], _weights);
        DropoutMasks.Add(description, _graph, _samples.Length, Epoch);
        return description;
    }

    /// <summary>Runs the trainer's passes.</summary>
    public GradientAnswer Run()
    {
        ParameterSet parameters = _parameters.Clone(), gradients = new(_network.Parameters);
        var totals = new BatchTotals(_network);
        var worker = new GradientWorker(_network, totals);
        int node = _network.IndexOf(_graph.Outputs[0]), length = _graph.OutputShape.Length;
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            WriteLane(_samples[lane], worker.Input, lane);
            worker.Keys[lane] = SampleRandom.Mix(Epoch, (ulong)lane);
        }

        _network.Prepare(parameters.Pointer);
        worker.Forward(parameters.Pointer, training: true);
        double[][] outputs = ReadLanes(worker.Output(node), length);
        for (int lane = 0; lane < Lanes.Count; lane++)
            WriteLane(_weights[(lane * length)..((lane + 1) * length)], worker.OutputGradient(node), lane);
        worker.Backward(node, parameters.Pointer, gradients.Pointer);
        totals.Record(parameters.Pointer);
        double[] output = [.. outputs.SelectMany(v => v)];
        var tensors = new Dictionary<string, double[]> { ["output"] = output };
        foreach (ParameterSlot slot in _network.Parameters.Slots)
            tensors[slot.Name] = [.. (slot.IsTrained ? gradients : parameters).Slot(slot.Name).ToArray().Select(v => (double)v)];
        int input = _network.IndexOf(_graph.Inputs.First().Name);
        tensors["input"] = [.. ReadLanes(worker.OutputGradient(input), _graph.InputShape.Length).SelectMany(v => v)];
        return new(output.Zip(_weights, (y, w) => y * w).Sum(), tensors);
    }

    private static float[] Draw(ref SampleRandom random, int length)
    {
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan()) value = random.NextSingle(-1, 1);
        return values;
    }

    private static double[][] ReadLanes(float* lanes, int length)
    {
        double[][] samples = new double[Lanes.Count][];
        float[] sample = new float[length];
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            Lanes.Read(lanes, lane, sample);
            samples[lane] = [.. sample.Select(v => (double)v)];
        }

        return samples;
    }
}
