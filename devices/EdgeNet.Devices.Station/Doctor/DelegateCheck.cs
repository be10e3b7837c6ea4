namespace EdgeNet.Devices.Station.Doctor;

/// <summary>A check that others make, as of a store or a broker by whoever knows them.</summary>
/// <param name="name">What it is, in a word.</param>
/// <param name="run">Looks at it.</param>
public sealed class DelegateCheck(string name, Func<CancellationToken, CheckResult> run) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation) => run(cancellation);
}
