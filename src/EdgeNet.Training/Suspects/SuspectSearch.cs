using System.Diagnostics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Suspects;

/// <summary>
/// Confident learning (Northcutt, Jiang and Chuang 2021): every sample is judged by weights that did not learn it. Of the training part
/// each fold is judged by weights that learnt from the others; the other parts by all of these sets together. Samples are ranked by their
/// self-confidence, the probability of their own class: where classes are neighbors, the margin to another class is large of right labels too.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="options">How to train.</param>
/// <param name="data">The samples.</param>
/// <param name="team">Threads.</param>
internal sealed class SuspectSearch(NetworkGradient network, TrainingOptions options, Dataset data, WorkerTeam team)
{
    /// <summary>Probabilities that are summed over several sets of weights, at most; for more, the first set answers alone.</summary>
    private const long MostSums = 1 << 27;

    private readonly ForwardAnswers _answers = new(network, team);
    private readonly LabelJudge _train = new(data.Train, DataPart.Train, data.Classes.Count);

    /// <summary>Judges by weights that learn for it.</summary>
    /// <param name="loss">What training makes small.</param>
    /// <param name="folds">Folds of the training part, 2 or more.</param>
    /// <param name="onFold">Called after each fold.</param>
    /// <param name="cancellation">Stops it after a batch.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SuspectReport Run(IBatchLoss loss, int folds, Action<FoldReport>? onFold, CancellationToken cancellation)
    {
        var gradient = new BatchGradient(network, loss, team);
        var samples = new TrainingSamples(data, options.Augmentation, team.Workers);
        int[] fold = Stratified.Folds(data.Train.Labels, folds, new SampleRandom((ulong)options.Seed, stream: 0xF01D));
        PartVote[] votes = [.. Others().Select(judge => new PartVote(judge, _answers.Classes, MostSums))];
        for (int f = 0; f < folds; f++)
        {
            var clock = Stopwatch.StartNew();
            int[] learnt = [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] != f)];
            TrainingOptions own = options with { Epochs = options.EpochsFor(learnt.Length), LeastSteps = 0 };
            var learner = new Learner(network.Graph, network, own, gradient, samples, learnt);
            Learn(learner, own, cancellation);
            var known = new HashSet<int>(learnt.Select(data.Train.Label));
            // Of a class that is in no other fold nothing could be learnt.
            int[] held = [.. Enumerable.Range(0, fold.Length).Where(i => fold[i] == f && known.Contains(data.Train.Label(i)))];
            int correct = held.Length == 0 ? 0 : Judge(learner.Evaluated, held, cancellation);
            foreach (PartVote vote in votes)
            {
                if (f == 0 || vote.TakesAll) Ask(learner.Evaluated, vote.Images, vote.Add, cancellation);
            }

            onFold?.Invoke(new(f + 1, folds, held.Length, correct, clock.Elapsed));
        }

        return Report([_train, .. votes.Select(v => v.Judge())]);
    }

    /// <summary>Judges all parts by weights that learnt from other samples.</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SuspectReport Run(ParameterSet weights, CancellationToken cancellation)
    {
        LabelJudge[] judges = [_train, .. Others()];
        foreach (LabelJudge judge in judges) Ask(weights, judge.Images, (sample, answer) => judge.Take(sample, answer), cancellation);
        return Report(judges);
    }

    private static void Learn(Learner learner, TrainingOptions options, CancellationToken cancellation)
    {
        var losses = new List<double>();
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            double reduction = options.Schedule.Reduction(losses);
            if (learner.TrainEpoch(epoch, reduction, onBatch: null, cancellation) is not { } trained)
                throw new OperationCanceledException(cancellation);
            losses.Add(trained.Loss);
        }
    }

    /// <returns>How many of the samples are answered as they are labelled.</returns>
    private int Judge(ParameterSet weights, int[] held, CancellationToken cancellation)
    {
        int correct = 0;
        Ask(weights, data.Train.Select(held), (sample, answer) =>
        {
            if (_train.Take(held[sample], answer)) Interlocked.Increment(ref correct);
        }, cancellation);
        return correct;
    }

    private void Ask(ParameterSet weights, ImageSet images, AnswerHandler take, CancellationToken cancellation)
    {
        NetworkGraph graph = network.Graph;
        bool areLogits = graph[graph.Outputs[0]].Layer is not (Softmax { Log: false } or Activate { Function.Kind: Activation.Sigmoid });
        _answers.Run(weights, images, (sample, answer) =>
        {
            if (areLogits) Normalize(answer);
            take(sample, answer);
        }, cancellation);
    }

    private static void Normalize(Span<float> logits)
    {
        float largest = float.NegativeInfinity;
        foreach (float logit in logits) largest = Math.Max(largest, logit);
        double sum = 0;
        foreach (float logit in logits) sum += Math.Exp(logit - largest);
        foreach (ref float logit in logits) logit = (float)(Math.Exp(logit - largest) / sum);
    }

    /// <summary>Judges of the other parts.</summary>
    private IEnumerable<LabelJudge> Others()
    {
        if (data.Validation is { } validation) yield return new(validation, DataPart.Validation, data.Classes.Count);
        if (data.Test is { } test) yield return new(test, DataPart.Test, data.Classes.Count);
    }

    private SuspectReport Report(IReadOnlyList<LabelJudge> judges)
    {
        double[] means = new double[data.Classes.Count];
        int[] counts = new int[means.Length];
        foreach (LabelJudge judge in judges) judge.AddTo(means, counts);
        for (int c = 0; c < means.Length; c++) means[c] /= Math.Max(1, counts[c]);
        // Equal ones stay in the order of the files.
        SuspectLabel[] labels = [.. judges.SelectMany(j => j.Contradicted(means)).OrderBy(l => l.Probability)];
        return new SuspectReport(data.Classes, judges.Sum(j => j.Count), judges.Sum(j => j.Correct), labels);
    }
}
