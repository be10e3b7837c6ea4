using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Evaluation;

/// <summary>Evaluates through the trainer's own forward pass, for networks that are not compiled.</summary>
internal sealed unsafe class ForwardEvaluator(NetworkGradient network, WorkerTeam team)
{
    private readonly GradientWorker[] _workers = [.. Enumerable.Range(0, team.Workers).Select(_ => new GradientWorker(network))];
    private readonly int _output = network.IndexOf(network.Graph.Outputs[0]);

    /// <summary>Runs the network on every picture.</summary>
    public EvaluationResult Evaluate(ParameterSet parameters, ImageSet images, bool logits, CancellationToken cancellation)
    {
        int classes = network.Graph.OutputShape.Length;
        var tally = EvaluationTally.Create(classes, images, logits);
        int length = images.ImageLength;
        float[][] buffers = [.. _workers.Select(_ => new float[length * Lanes.Count])];
        float[][] answers = [.. _workers.Select(_ => new float[classes])];
        network.Prepare(parameters.Pointer);
        team.Run((images.Count + Lanes.Count - 1) / Lanes.Count, (group, worker) =>
        {
            cancellation.ThrowIfCancellationRequested();
            GradientWorker passes = _workers[worker];
            Span<float> answer = answers[worker];
            int first = group * Lanes.Count;
            int count = Math.Min(Lanes.Count, images.Count - first);
            for (int lane = 0; lane < count; lane++)
                images.Read(first + lane, buffers[worker].AsSpan(lane * length, length));
            Lanes.WriteAll(buffers[worker], passes.Input);
            passes.Forward(parameters.Pointer, training: false);
            for (int lane = 0; lane < count; lane++)
            {
                Lanes.Read(passes.Output(_output), lane, answer);
                tally.Add(first + lane, answer);
            }
        });
        return tally.Result();
    }
}
