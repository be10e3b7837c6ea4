namespace EdgeNet.Devices.Station.Loop;

/// <summary>Hears what the loop has to tell besides events. Each call returns at once.</summary>
public interface IStationObserver
{
    /// <summary>There is no picture.</summary>
    /// <param name="fault">Why, and what to do.</param>
    void OnFault(FrameException fault);

    /// <summary>There are pictures again.</summary>
    void OnFramesAgain();

    /// <summary>Something is to be told.</summary>
    /// <param name="message">One line, escaped.</param>
    void OnWarning(string message);
}
