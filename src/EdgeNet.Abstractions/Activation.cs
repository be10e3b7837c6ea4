namespace EdgeNet;

/// <summary>An activation function, applied to each element.</summary>
public enum Activation
{
    /// <summary>f(x) = x.</summary>
    None,

    /// <summary>f(x) = max(x, 0).</summary>
    ReLU,

    /// <summary>f(x) = x where x is 0 or more, else alpha·x; alpha is 0.01 unless given.</summary>
    LeakyReLU,

    /// <summary>The hyperbolic tangent, in (−1, 1).</summary>
    Tanh,

    /// <summary>The logistic function 1 / (1 + e^−x), in (0, 1).</summary>
    Sigmoid,
}
