namespace EdgeNet;

/// <summary>What the outputs of a network stand for.</summary>
public enum TargetKind
{
    /// <summary>Classes, of which a sample has exactly one.</summary>
    Classes,

    /// <summary>Numbers in the units of what was learnt, an output each.</summary>
    Numbers,

    /// <summary>Classes of which a sample may have any number; each output is the probability of one.</summary>
    Labels,
}
