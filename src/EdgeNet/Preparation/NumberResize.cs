namespace EdgeNet;

/// <summary>How numbers of another size are brought to a network's.</summary>
public enum NumberResize
{
    /// <summary>Not at all: another size is refused.</summary>
    None,

    /// <summary>Each axis is shrunk by averages over the part of it that an element stands for, or enlarged linearly.</summary>
    Stretch,

    /// <summary>A series keeps its steps; its last value is repeated, or what is too long is cut off.</summary>
    Pad,
}
