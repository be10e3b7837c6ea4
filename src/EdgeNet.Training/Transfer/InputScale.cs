using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// Whether samples vary as those did that a network learnt from: the running statistics of its first batch norm remember that. Pictures
/// from 0 to 1 in place of 0 to 255 let a network whose weights are kept see next to nothing.
/// </summary>
internal static unsafe class InputScale
{
    /// <summary>Compares the samples with the statistics.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="options">What was kept, and the weights.</param>
    /// <param name="data">The samples.</param>
    /// <returns>
    /// How many times as much the input of the first norm deviates, of channels the median; null where no norm was kept or it knows
    /// nothing.
    /// </returns>
    public static double? Find(NetworkGraph graph, TrainingOptions options, Dataset data)
    {
        if (options.Transfer is not { } transfer || options.Start is not { } weights) return null;
        Node? norm = graph.Nodes.FirstOrDefault(n => n.Layer is BatchNorm && transfer.Kept.Contains(n.Name));
        if (norm is null || graph[norm.Inputs[0]].Layer is Input) return null;
        float[] variances = weights.GetParameter(norm.Name + ".running_var").ToArray();
        // A folded norm, or one that has not seen anything.
        if (variances.All(v => v == variances[0])) return null;

        NetworkPart part = NetworkPart.Of(graph, transfer, unfreezes: false).UpTo(norm.Inputs[0]);
        var network = new NetworkGradient(graph, part: part);
        var parameters = new ParameterSet(network.Parameters);
        parameters.CopyFrom(weights);
        network.Prepare(parameters.Pointer);
        var worker = new GradientWorker(network);
        int count = Math.Min(Lanes.Count, data.Train.Count), length = data.Train.ImageLength;
        float[] input = new float[length * Lanes.Count];
        for (int lane = 0; lane < count; lane++)
            data.Train.Read((int)((long)data.Train.Count * lane / count), input.AsSpan(lane * length, length));
        Lanes.WriteAll(input, worker.Input);
        worker.Forward(parameters.Pointer, training: false);
        float* output = worker.Output(network.IndexOf(norm.Inputs[0]));
        int positions = norm.Shape.Length / variances.Length;
        double[] ratios =
        [
            .. variances.Select((variance, c) =>
                Math.Sqrt(Variance(output + (long)c * positions * Lanes.Count, positions, count) / Math.Max(variance, 1e-12f)))
                .Order(),
        ];
        return ratios[ratios.Length / 2];
    }

    private static double Variance(float* channel, int positions, int samples)
    {
        double sum = 0, squares = 0, count = (double)positions * samples;
        for (int p = 0; p < positions; p++)
        {
            for (int lane = 0; lane < samples; lane++)
            {
                double value = channel[(long)p * Lanes.Count + lane];
                sum += value;
                squares += value * value;
            }
        }

        return Math.Max(0, squares / count - sum / count * (sum / count));
    }
}
