namespace EdgeNet.Devices.Station.Voting;

/// <summary>How many frames decide.</summary>
public sealed record VoteOptions
{
    /// <summary>The most that <see cref="Frames"/> and <see cref="MostFrames"/> can be.</summary>
    public const int Limit = 1000;

    /// <summary>
    /// So many frames must say the same before it is accepted, 1 to <see cref="Limit"/>. With 1 every frame stands for itself, and nothing
    /// has to lie still.
    /// </summary>
    public int Frames { get; init; } = 3;

    /// <summary>After so many frames without an accepted text what is there is rejected, <see cref="Frames"/> or more.</summary>
    public int MostFrames { get; init; } = 12;

    /// <summary>Throws where a figure is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Frames, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MostFrames, Limit);
        ArgumentOutOfRangeException.ThrowIfLessThan(MostFrames, Frames);
    }
}
