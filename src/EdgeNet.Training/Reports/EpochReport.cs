namespace EdgeNet.Training;

/// <summary>What an epoch came to.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="LearningRate">The rate of its last step.</param>
/// <param name="TrainingLoss">The mean loss over its batches, distortions and all.</param>
/// <param name="TrainingAccuracy">The share that was right over its batches, distortions and all.</param>
/// <param name="Train">A sample of the training part, undistorted, as large as the validation part: what the gap is measured from.</param>
/// <param name="Validation">The validation part, or all samples in a cross-validation.</param>
/// <param name="Test">The test part, where there is one; nothing is decided by it.</param>
/// <param name="IsBest">Whether this is the best epoch so far, by the validation part; in a cross-validation the last one is.</param>
/// <param name="Fit">How training and validation compare.</param>
/// <param name="TrainingTime">Time spent on the batches.</param>
/// <param name="EvaluationTime">Time spent on the evaluations.</param>
public sealed record EpochReport(
    int Epoch,
    int Epochs,
    float LearningRate,
    double TrainingLoss,
    double TrainingAccuracy,
    EvaluationResult Train,
    EvaluationResult Validation,
    EvaluationResult? Test,
    bool IsBest,
    FitReport Fit,
    TimeSpan TrainingTime,
    TimeSpan EvaluationTime);
