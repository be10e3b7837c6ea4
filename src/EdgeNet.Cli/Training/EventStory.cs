using EdgeNet.Cli.Networks;
using EdgeNet.Training;
using EdgeNet.Training.TensorBoard;

namespace EdgeNet.Cli.Training;

/// <summary>The story of a training run for TensorBoard.</summary>
/// <param name="network">The network.</param>
/// <param name="file">The event file.</param>
internal sealed class EventStory(NetworkEntry network, EventFile file) : ITrainingStory
{
    /// <inheritdoc/>
    public void Add(EpochReport epoch) => file.Add(epoch);

    /// <inheritdoc/>
    public void Finish(TrainingResult result)
    {
        if (result.Best is { } best) file.Add(best.Epoch, network.Info.Parameters, result.Weights);
    }
}
