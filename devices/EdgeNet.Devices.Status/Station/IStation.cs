namespace EdgeNet.Devices.Status;

/// <summary>
/// The station as its page sees it. The page asks from several threads, at most some times a second for each page that is open; each
/// member answers at once, from what is in memory.
/// </summary>
public interface IStation
{
    /// <summary>The station's name, which stands above the page.</summary>
    string Name { get; }

    /// <summary>Whether <see cref="Trigger"/> starts a reading as the station is configured.</summary>
    bool CanTrigger { get; }

    /// <summary>Copies the newest frame with what was read in it.</summary>
    /// <param name="picture">Receives the frame. Another frame has another time of capture.</param>
    /// <param name="digits">What was read in it.</param>
    /// <returns>Whether there is one.</returns>
    bool TryCopyPicture(FrameBuffer picture, out IReadOnlyList<StationDigit> digits);

    /// <summary>What the station is doing.</summary>
    StationStatus GetStatus();

    /// <summary>The newest lines of the log, the oldest of them first.</summary>
    /// <param name="after">Only lines with a larger <see cref="StationLogLine.Number"/>; 0 for all.</param>
    /// <param name="most">The most lines, 1 or more.</param>
    IReadOnlyList<StationLogLine> GetLog(long after, int most);

    /// <summary>Starts a reading as the button does.</summary>
    /// <returns>Whether one was started; false while one is running, or where <see cref="CanTrigger"/> is false.</returns>
    bool Trigger();

    /// <summary>The regions of the picture that are read.</summary>
    RegionSet GetRegions();

    /// <summary>Reads other regions from the next frame on, and keeps them for the next start.</summary>
    /// <param name="regions">All regions, checked by the page: names, boxes, patterns. A box may lie beyond the frame.</param>
    /// <param name="revision">The <see cref="RegionSet.Revision"/> that was changed.</param>
    /// <returns>Whether they were taken; false if the regions have another revision by now.</returns>
    /// <exception cref="StationException">The station refuses them, or cannot keep them; the message says why.</exception>
    bool TrySetRegions(IReadOnlyList<StationRegion> regions, long revision);
}
