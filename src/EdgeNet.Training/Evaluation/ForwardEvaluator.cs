using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Evaluation;

/// <summary>Evaluates through the trainer's own forward pass, for networks that are not compiled.</summary>
internal sealed class ForwardEvaluator(NetworkGradient network, WorkerTeam team)
{
    private readonly ForwardAnswers _answers = new(network, team);

    /// <summary>Runs the network on every picture.</summary>
    public EvaluationResult Evaluate(ParameterSet parameters, ImageSet images, bool logits, CancellationToken cancellation)
    {
        var tally = EvaluationTally.Create(_answers.Classes, images, logits);
        _answers.Run(parameters, images, (sample, outputs) => tally.Add(sample, outputs), cancellation);
        return tally.Result();
    }
}
