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

    /// <summary>
    /// Each class is a question of its own, yes or no: the sum of the binary cross-entropies. Where the network ends in a sigmoid the two are
    /// one computation; where it ends in no activation, its outputs are taken as logits. Nothing makes the answers exclude each other, so a
    /// sample of no class may get a low answer everywhere.
    /// </summary>
    BinaryCrossEntropy,
}
