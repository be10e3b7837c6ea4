namespace EdgeNet.Devices.Station.Loop;

/// <summary>What waiting for a frame came to.</summary>
internal enum FrameWait
{
    /// <summary>There is a frame.</summary>
    Frame,

    /// <summary>There is none so far.</summary>
    None,

    /// <summary>There will be none any more.</summary>
    End,
}
