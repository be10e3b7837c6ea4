namespace EdgeNet.Devices.Station.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Status">What it came to.</param>
/// <param name="Finding">What there is, or what is wrong, in one sentence.</param>
/// <param name="Remedy">The command that mends it, or what else to do; null where nothing is to be mended.</param>
public sealed record CheckResult(CheckStatus Status, string Finding, string? Remedy = null)
{
    /// <summary>It works.</summary>
    /// <param name="finding">What there is.</param>
    public static CheckResult Ok(string finding) => new(CheckStatus.Ok, finding);

    /// <summary>It is not configured.</summary>
    /// <param name="finding">Which key would configure it.</param>
    public static CheckResult Unused(string finding) => new(CheckStatus.Unused, finding);

    /// <summary>It works, but not well.</summary>
    /// <param name="finding">What is wrong.</param>
    /// <param name="remedy">What mends it.</param>
    public static CheckResult Warning(string finding, string remedy) => new(CheckStatus.Warning, finding, remedy);

    /// <summary>It does not work.</summary>
    /// <param name="finding">What is wrong.</param>
    /// <param name="remedy">What mends it; null where the finding says so already.</param>
    public static CheckResult Failed(string finding, string? remedy = null) => new(CheckStatus.Failed, finding, remedy);
}
