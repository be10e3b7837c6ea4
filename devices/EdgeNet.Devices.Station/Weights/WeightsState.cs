namespace EdgeNet.Devices.Station.Weights;

/// <summary>Which weights are used.</summary>
public enum WeightsState
{
    /// <summary>Those in the program.</summary>
    Embedded,

    /// <summary>Those in the folder.</summary>
    Folder,

    /// <summary>Those in the folder, new, and on trial until something has been read with them.</summary>
    OnTrial,
}
