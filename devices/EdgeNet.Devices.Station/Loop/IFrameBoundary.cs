namespace EdgeNet.Devices.Station.Loop;

/// <summary>Something that may change between two frames and not within one.</summary>
public interface IFrameBoundary
{
    /// <summary>No frame is being read now. Called by the loop before each.</summary>
    void BetweenFrames();
}
