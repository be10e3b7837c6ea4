namespace EdgeNet.Devices.Station.Doctor;

/// <summary>Something that the doctor looks at.</summary>
public interface IDoctorCheck
{
    /// <summary>What it is, in a word: camera, store.</summary>
    string Name { get; }

    /// <summary>Looks at it.</summary>
    /// <param name="cancellation">Ends it, when it takes too long.</param>
    CheckResult Run(CancellationToken cancellation);
}
