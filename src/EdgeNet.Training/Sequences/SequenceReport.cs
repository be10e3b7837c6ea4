namespace EdgeNet.Training.Sequences;

/// <summary>What an epoch of a sequence network came to.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="TrainingLoss">The mean loss of a strip over its batches, in nats.</param>
/// <param name="TrainingAccuracy">The share of whole strips that were right over its batches.</param>
/// <param name="ValidationLoss">The mean loss of a validation strip, in nats.</param>
/// <param name="ValidationAccuracy">The share of whole validation strips that are right.</param>
/// <param name="IsBest">Whether the validation loss is the lowest so far.</param>
/// <param name="Time">Time spent on the epoch.</param>
public sealed record SequenceReport(
    int Epoch,
    int Epochs,
    double TrainingLoss,
    double TrainingAccuracy,
    double ValidationLoss,
    double ValidationAccuracy,
    bool IsBest,
    TimeSpan Time);
