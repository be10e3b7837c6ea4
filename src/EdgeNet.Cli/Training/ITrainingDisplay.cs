using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>What a user sees of training while it goes on.</summary>
internal interface ITrainingDisplay
{
    /// <summary>A batch is done.</summary>
    void OnBatch(BatchReport report);

    /// <summary>An epoch is done and evaluated.</summary>
    void OnEpoch(EpochReport report);
}
