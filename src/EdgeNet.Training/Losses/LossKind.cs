namespace EdgeNet.Training;

/// <summary>What training makes small.</summary>
public enum LossKind
{
    /// <summary>
    /// The negative logarithm of the probability of the right class. Where the network ends in a softmax the two are one computation;
    /// where it does not, its outputs are taken as logits.
    /// </summary>
    CrossEntropy,

    /// <summary>Half the squared distance between the outputs and the one-hot right class.</summary>
    MeanSquaredError,
}
