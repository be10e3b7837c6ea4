namespace EdgeNet.Training;

/// <summary>What a set of weights says of the samples that it did not learn from.</summary>
/// <param name="Fold">The fold, from 1.</param>
/// <param name="Folds">Folds in all.</param>
/// <param name="Samples">Samples of the fold.</param>
/// <param name="Correct">How many of them were answered as they are labelled.</param>
/// <param name="Elapsed">The time that it took.</param>
public readonly record struct FoldReport(int Fold, int Folds, int Samples, int Correct, TimeSpan Elapsed);
