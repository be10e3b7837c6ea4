namespace EdgeNet.Devices.Station.Scenes;

/// <summary>How letters are told apart.</summary>
internal sealed record TrackOptions
{
    /// <summary>Whether what moves is passed over.</summary>
    internal bool NeedsStill { get; init; } = true;

    /// <summary>Whether a scene that came to look different without a movement is read.</summary>
    internal bool ReadsWithoutMotion { get; init; } = true;

    /// <summary>Whether it is a counter: the same value is never another one.</summary>
    internal bool IsCounter { get; init; }

    /// <summary>After so many seconds what lies there is read again, if it is still there: small changes go unnoticed otherwise.</summary>
    internal double Recheck { get; init; } = 2;

    /// <summary>So many seconds is something tried to be read before it is rejected.</summary>
    internal double Patience { get; init; } = 3;
}
