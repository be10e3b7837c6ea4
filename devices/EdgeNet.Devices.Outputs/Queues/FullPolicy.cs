namespace EdgeNet.Devices.Outputs.Queues;

/// <summary>What a full queue does with one event more.</summary>
public enum FullPolicy
{
    /// <summary>The oldest that waits makes room, and is counted: what is new matters most.</summary>
    DropOldest,

    /// <summary>The new one is dropped and counted: what waits stays without a gap.</summary>
    DropNewest,

    /// <summary>
    /// Whoever brings it waits until there is room. For programs that read files to their end; a camera's loop would stand still behind a
    /// slow output.
    /// </summary>
    Block,
}
