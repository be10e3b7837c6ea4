namespace EdgeNet.Deployment.Ssh;

/// <summary>What a command on the device came to.</summary>
/// <param name="ExitCode">Its exit code; null where it was ended by a signal.</param>
/// <param name="Lines">What it wrote, escaped and bounded; of both its streams.</param>
internal sealed record RemoteResult(int? ExitCode, IReadOnlyList<string> Lines)
{
    /// <summary>Whether it did what it was asked for.</summary>
    public bool IsDone => ExitCode == 0;
}
