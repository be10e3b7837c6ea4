using EdgeNet.Training.Data;

namespace EdgeNet.Training;

/// <summary>
/// Cross-validation (Stone 1974): the samples are parted into folds, and for each fold weights learn from the others beside those that are
/// wanted, which learn from all. The answers of each to the fold that it does not know are the validation, every sample once.
/// </summary>
internal sealed class CrossValidation
{
    private readonly (Learner Learner, ImageSet Held)[] _folds;

    /// <param name="train">All samples.</param>
    /// <param name="folds">Folds, 2 or more.</param>
    /// <param name="seed">The same seed makes the same folds.</param>
    /// <param name="create">Makes a fold's learner, by the fold's number and the samples that it learns from.</param>
    public CrossValidation(ImageSet train, int folds, int seed, Func<int, int[], Learner> create)
    {
        int[] fold = Stratified.Folds(train.Labels, folds, new SampleRandom((ulong)seed, stream: 0xF01D));
        int[] all = [.. Enumerable.Range(0, train.Count)];
        _folds = [.. Enumerable.Range(0, folds).Select(f => (create(f, [.. all.Where(i => fold[i] != f)]), train.Select([.. all.Where(i => fold[i] == f)])))];
    }

    /// <summary>The folds' learners.</summary>
    public IEnumerable<Learner> Learners => _folds.Select(fold => fold.Learner);

    /// <summary>Learns an epoch in every fold.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="reduction">A factor on the rate beside the schedule's.</param>
    /// <param name="cancellation">Stops it after a batch.</param>
    /// <returns>Whether it was not stopped.</returns>
    public bool TrainEpoch(int epoch, double reduction, CancellationToken cancellation) =>
        Array.TrueForAll(_folds, fold => fold.Learner.TrainEpoch(epoch, reduction, onBatch: null, cancellation) is not null);

    /// <summary>What all folds' answers come to.</summary>
    /// <param name="evaluate">Evaluates weights on samples.</param>
    public EvaluationResult Evaluate(Func<Learner, ImageSet, EvaluationResult> evaluate) =>
        EvaluationResult.Sum([.. _folds.Select(fold => evaluate(fold.Learner, fold.Held))]);

    /// <summary>What a checkpoint holds of the folds.</summary>
    public void AddTensors(Dictionary<string, Memory<float>> tensors)
    {
        for (int f = 0; f < _folds.Length; f++)
            _folds[f].Learner.AddTensors(FormattableString.Invariant($"fold{f + 1}."), tensors);
    }

    /// <summary>Goes on where a checkpoint left off.</summary>
    /// <param name="epochs">The epochs that are done.</param>
    public void Resume(int epochs)
    {
        foreach ((Learner learner, _) in _folds)
            learner.Steps = (long)epochs * learner.StepsOfAnEpoch();
    }
}
