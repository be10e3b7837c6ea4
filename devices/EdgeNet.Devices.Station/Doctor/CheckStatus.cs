namespace EdgeNet.Devices.Station.Doctor;

/// <summary>What a check came to.</summary>
public enum CheckStatus
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It is not configured.</summary>
    Unused,

    /// <summary>It works, but not as well as it could, or not for long.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}
