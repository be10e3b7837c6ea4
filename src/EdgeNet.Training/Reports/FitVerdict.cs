namespace EdgeNet.Training;

/// <summary>What the gap between training and validation tells.</summary>
public enum FitVerdict
{
    /// <summary>The training part itself is not learnt yet.</summary>
    Underfitting,

    /// <summary>Both parts do well and alike, and enough samples say so.</summary>
    Good,

    /// <summary>The training part does better than chance would give.</summary>
    SlightOverfitting,

    /// <summary>The training part is learnt by heart: what it gains, the validation part loses or does not share.</summary>
    Overfitting,

    /// <summary>The loss of the training part rises, and is higher than it was in the first epoch.</summary>
    Diverging,

    /// <summary>None of the others is sure: there are too few samples, or the parts do alike without doing well.</summary>
    Undecided,
}
