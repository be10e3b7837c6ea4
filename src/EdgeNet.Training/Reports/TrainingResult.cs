namespace EdgeNet.Training;

/// <summary>What training came to.</summary>
/// <param name="Weights">The weights of the best epoch.</param>
/// <param name="Best">The best epoch, by the validation part; null where none was finished.</param>
/// <param name="Epochs">Every epoch.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Elapsed">Time in all.</param>
/// <param name="Plan">How the network was validated.</param>
/// <param name="Metadata">What the weights' file tells of them.</param>
public sealed record TrainingResult(
    IParameterSource Weights, EpochReport? Best, IReadOnlyList<EpochReport> Epochs, StopReason Reason, TimeSpan Elapsed,
    ValidationPlan Plan, WeightsMetadata Metadata)
{
    /// <summary>Layers that have stopped learning, a sentence each; empty where there are none, or no epoch was finished.</summary>
    public IReadOnlyList<string> DeadLayers { get; init; } = [];
}
