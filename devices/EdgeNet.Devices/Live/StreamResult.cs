namespace EdgeNet.Devices;

/// <summary>What waiting for a frame came to.</summary>
public enum StreamResult
{
    /// <summary>There is a frame.</summary>
    Frame,

    /// <summary>There is none so far.</summary>
    Nothing,

    /// <summary>There was one, but its pixels are cut off or damaged. The buffer's warning says what is wrong, if that is known.</summary>
    Damaged,

    /// <summary>There will be none any more, and that is right so.</summary>
    End,
}
