namespace EdgeNet.Training;

/// <summary>Ways of validating.</summary>
public enum ValidationKind
{
    /// <summary>The data set has a validation part.</summary>
    Given,

    /// <summary>Samples of the training part are held out: they are not learnt from, and the best epoch is chosen by them.</summary>
    HeldOut,

    /// <summary>
    /// Cross-validation: all samples are learnt from, no epoch is chosen, and the figures are those of other weights that know less.
    /// </summary>
    Crossed,
}
