namespace EdgeNet.Devices.Station.Scenes;

/// <summary>What to do with a frame.</summary>
internal enum TrackStep
{
    /// <summary>Something moves: nothing.</summary>
    Moving,

    /// <summary>It shows what was told already: nothing.</summary>
    Same,

    /// <summary>Read it.</summary>
    Read,
}
