namespace EdgeNet.Devices.Station.Logging;

/// <summary>How much a line of the log matters.</summary>
public enum LogLevel
{
    /// <summary>For whoever looks for a fault in the program.</summary>
    Debug,

    /// <summary>What happens.</summary>
    Info,

    /// <summary>What should not be, and mends itself or does no harm.</summary>
    Warning,

    /// <summary>What somebody has to mend.</summary>
    Error,
}
