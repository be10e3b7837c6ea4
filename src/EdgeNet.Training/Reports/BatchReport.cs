namespace EdgeNet.Training;

/// <summary>Where an epoch stands after a batch.</summary>
/// <param name="Epoch">The epoch under way, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Samples">Samples of this epoch done.</param>
/// <param name="TotalSamples">Samples of an epoch.</param>
/// <param name="Loss">The mean loss of this epoch so far.</param>
/// <param name="Accuracy">The share of this epoch's samples that was right when it was their turn.</param>
/// <param name="LearningRate">The rate of this step.</param>
/// <param name="Elapsed">Time since the epoch began.</param>
public readonly record struct BatchReport(
    int Epoch, int Epochs, int Samples, int TotalSamples, double Loss, double Accuracy, float LearningRate, TimeSpan Elapsed)
{
    /// <summary>How much of the epoch is done, in [0, 1].</summary>
    public double Fraction => (double)Samples / TotalSamples;

    /// <summary>Samples a second.</summary>
    public double Speed => Samples / Math.Max(Elapsed.TotalSeconds, 1e-9);
}
