using EdgeNet.Training.Data;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Transfer;

/// <summary>What a stage of training runs on.</summary>
/// <param name="Data">The samples.</param>
/// <param name="Team">The threads.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record StageRun(Dataset Data, WorkerTeam Team, CancellationToken Cancellation);
