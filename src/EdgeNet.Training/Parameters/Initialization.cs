namespace EdgeNet.Training;

/// <summary>How weights are drawn before training; biases start at zero.</summary>
public enum Initialization
{
    /// <summary>
    /// By the activation behind each layer, past poolings, norms and sums: He before ReLU and its like, Glorot before tanh and its like or
    /// another layer, LeCun before SELU, a softmax or nothing.
    /// </summary>
    Automatic,

    /// <summary>Normal with variance 2 / fan-in (He 2015).</summary>
    He,

    /// <summary>Uniform with variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010).</summary>
    Glorot,

    /// <summary>Normal with variance 1 / fan-in (LeCun 1998).</summary>
    LeCun,
}
