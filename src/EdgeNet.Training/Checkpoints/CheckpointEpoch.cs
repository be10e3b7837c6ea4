namespace EdgeNet.Training.Checkpoints;

/// <summary>One epoch's report, as plain data.</summary>
internal sealed record CheckpointEpoch(
    int Epoch,
    int Epochs,
    float LearningRate,
    double TrainingLoss,
    double TrainingAccuracy,
    CheckpointEvaluation Train,
    CheckpointEvaluation Validation,
    CheckpointEvaluation? Test,
    bool IsBest,
    double TrainingSeconds,
    double EvaluationSeconds)
{
    public static CheckpointEpoch From(EpochReport report) => new(
        report.Epoch,
        report.Epochs,
        report.LearningRate,
        report.TrainingLoss,
        report.TrainingAccuracy,
        CheckpointEvaluation.From(report.Train),
        CheckpointEvaluation.From(report.Validation),
        report.Test is null ? null : CheckpointEvaluation.From(report.Test),
        report.IsBest,
        report.TrainingTime.TotalSeconds,
        report.EvaluationTime.TotalSeconds);

    /// <param name="bestLoss">The lowest validation loss up to this epoch.</param>
    public EpochReport ToReport(double bestLoss)
    {
        EvaluationResult train = Train.ToResult();
        EvaluationResult validation = Validation.ToResult();
        return new(
            Epoch, Epochs, LearningRate, TrainingLoss, TrainingAccuracy, train, validation, Test?.ToResult(), IsBest,
            FitReport.Compare(train, validation, bestLoss), TimeSpan.FromSeconds(TrainingSeconds), TimeSpan.FromSeconds(EvaluationSeconds));
    }
}
