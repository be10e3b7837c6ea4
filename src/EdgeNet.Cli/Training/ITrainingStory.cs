using EdgeNet.Training;

namespace EdgeNet.Cli.Training;

/// <summary>A file that tells of a training run, brought up to date after each epoch.</summary>
internal interface ITrainingStory
{
    /// <summary>Adds an epoch.</summary>
    void Add(EpochReport epoch);

    /// <summary>Writes the whole run, epochs before a resumption included.</summary>
    void Finish(TrainingResult result);
}
