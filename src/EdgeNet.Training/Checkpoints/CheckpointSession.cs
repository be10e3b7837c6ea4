namespace EdgeNet.Training.Checkpoints;

/// <summary>What a checkpoint holds besides tensors.</summary>
/// <param name="Fingerprint">The network.</param>
/// <param name="Data">The data set: counts and a hash.</param>
/// <param name="Options">The options that must stay as they are.</param>
/// <param name="Steps">The optimiser's steps.</param>
/// <param name="Epochs">Every epoch done.</param>
internal sealed record CheckpointSession(
    string Fingerprint, string Data, string Options, long Steps, IReadOnlyList<CheckpointEpoch> Epochs);
