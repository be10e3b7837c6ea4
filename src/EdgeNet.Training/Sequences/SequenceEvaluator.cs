using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Synthetic.Lines;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Sequences;

/// <summary>Measures a sequence network by the trainer's own forward pass.</summary>
internal sealed unsafe class SequenceEvaluator(NetworkGradient network, WorkerTeam team)
{
    private readonly SequenceLoss _loss = new(network, team.Workers);
    private readonly GradientWorker[] _workers = [.. Enumerable.Range(0, team.Workers).Select(_ => new GradientWorker(network))];

    /// <summary>Runs the network on every strip.</summary>
    /// <returns>The mean loss, in nats, and the share of whole strips that are right.</returns>
    public (double Loss, double Accuracy) Evaluate(ParameterSet parameters, LineSamples samples, ulong key)
    {
        int groups = (samples.Count + Lanes.Count - 1) / Lanes.Count;
        var results = new (double Loss, int Correct)[groups];
        int length = network.Graph.InputShape.Length;
        float[][] buffers = [.. _workers.Select(_ => new float[length * Lanes.Count])];
        network.Prepare(parameters.Pointer);
        team.Run(groups, (group, worker) =>
        {
            GradientWorker passes = _workers[worker];
            Span<int> numbers = stackalloc int[Lanes.Count];
            int count = Math.Min(Lanes.Count, samples.Count - group * Lanes.Count);
            for (int lane = 0; lane < count; lane++)
            {
                numbers[lane] = group * Lanes.Count + lane;
                samples.Read(numbers[lane], SampleRandom.Mix(key, (ulong)numbers[lane]), worker, buffers[worker].AsSpan(lane * length, length));
            }

            Lanes.WriteAll(buffers[worker], passes.Input);
            passes.Forward(parameters.Pointer, training: false);
            results[group] = _loss.Add(
                passes.Output(_loss.Node), passes.OutputGradient(_loss.Node), samples, numbers[..count], worker, 1);
        });
        return (results.Sum(r => r.Loss) / samples.Count, (double)results.Sum(r => r.Correct) / samples.Count);
    }
}
