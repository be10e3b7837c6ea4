using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Evaluation;

/// <summary>A network's answers to samples as they are, through the trainer's own forward pass.</summary>
internal sealed unsafe class ForwardAnswers(NetworkGradient network, WorkerTeam team)
{
    private readonly GradientWorker[] _workers = [.. Enumerable.Range(0, team.Workers).Select(_ => new GradientWorker(network))];
    private readonly int _output = network.IndexOf(network.Graph.Outputs[0]);

    /// <summary>Outputs, a class each.</summary>
    public int Classes { get; } = network.Graph.OutputShape.Length;

    /// <summary>Runs the network on every sample.</summary>
    /// <param name="parameters">Its weights.</param>
    /// <param name="images">The samples.</param>
    /// <param name="take">Takes each answer.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(ParameterSet parameters, ImageSet images, AnswerHandler take, CancellationToken cancellation)
    {
        int length = images.ImageLength;
        float[][] buffers = [.. _workers.Select(_ => new float[length * Lanes.Count])];
        float[][] answers = [.. _workers.Select(_ => new float[Classes])];
        network.Prepare(parameters.Pointer);
        team.Run((images.Count + Lanes.Count - 1) / Lanes.Count, (group, worker) =>
        {
            cancellation.ThrowIfCancellationRequested();
            GradientWorker passes = _workers[worker];
            int first = group * Lanes.Count;
            int count = Math.Min(Lanes.Count, images.Count - first);
            for (int lane = 0; lane < count; lane++)
                images.Read(first + lane, buffers[worker].AsSpan(lane * length, length));
            Lanes.WriteAll(buffers[worker], passes.Input);
            passes.Forward(parameters.Pointer, training: false);
            for (int lane = 0; lane < count; lane++)
            {
                Lanes.Read(passes.Output(_output), lane, answers[worker]);
                take(first + lane, answers[worker]);
            }
        });
    }
}
