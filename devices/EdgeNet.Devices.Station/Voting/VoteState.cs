namespace EdgeNet.Devices.Station.Voting;

/// <summary>What consecutive frames have come to.</summary>
public enum VoteState
{
    /// <summary>More frames are needed.</summary>
    Open,

    /// <summary>There is a text that is sure enough.</summary>
    Accepted,

    /// <summary>There is writing, and after all frames it is not sure what it says.</summary>
    Rejected,

    /// <summary>There is nothing to read.</summary>
    Nothing,
}
