namespace EdgeNet;

/// <summary>
/// A function applied to each element. Definitions follow ONNX's operators; alpha and beta have the defaults named here unless given.
/// </summary>
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

    /// <summary>f(x) = min(max(x, 0), 6) (Krizhevsky 2010).</summary>
    ReLU6,

    /// <summary>f(x) = min(max(x, alpha), beta); without alpha or beta there is no bound on that side.</summary>
    Clip,

    /// <summary>f(x) = x where x is 0 or more, else alpha·(e^x − 1); alpha is 1 unless given (Clevert et al. 2015).</summary>
    ELU,

    /// <summary>
    /// f(x) = beta·(x where x is above 0, else alpha·(e^x − 1)); alpha is 1.6732632 and beta 1.0507010 unless given (Klambauer et al. 2017).
    /// </summary>
    SELU,

    /// <summary>f(x) = max(x, 0) + min(0, alpha·(e^(x/alpha) − 1)); alpha is 1 unless given (Barron 2017).</summary>
    CELU,

    /// <summary>f(x) = x·(1 + erf(x/√2))/2 (Hendrycks and Gimpel 2016).</summary>
    GELU,

    /// <summary>f(x) = x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2, the usual approximation of <see cref="GELU"/>.</summary>
    GELUTanh,

    /// <summary>f(x) = min(max(alpha·x + beta, 0), 1); alpha is 1/6 and beta 0.5 unless given, as in PyTorch. (ONNX's default alpha is 0.2.)</summary>
    HardSigmoid,

    /// <summary>f(x) = x / (1 + e^(−alpha·x)), also called SiLU; alpha is 1 unless given (Ramachandran et al. 2017).</summary>
    Swish,

    /// <summary>f(x) = x·min(max(x/6 + 0.5, 0), 1) (Howard et al. 2019).</summary>
    HardSwish,

    /// <summary>f(x) = x·tanh(ln(1 + e^x)) (Misra 2019).</summary>
    Mish,

    /// <summary>f(x) = ln(1 + e^(alpha·x)) / alpha; alpha is 1 unless given.</summary>
    Softplus,

    /// <summary>f(x) = x / (1 + |x|), in (−1, 1).</summary>
    Softsign,

    /// <summary>f(x) = x where x is above alpha, else 0; alpha is 1 unless given.</summary>
    ThresholdedReLU,

    /// <summary>f(x) = e^x.</summary>
    Exp,

    /// <summary>f(x) = √x; NaN below 0.</summary>
    Sqrt,

    /// <summary>f(x) = |x|.</summary>
    Abs,

    /// <summary>f(x) = −x.</summary>
    Neg,

    /// <summary>The error function 2/√π·∫₀ˣ e^(−t²) dt, in (−1, 1).</summary>
    Erf,

    /// <summary>The natural logarithm; NaN below 0, minus infinity at 0.</summary>
    Log,

    /// <summary>f(x) = 1/x.</summary>
    Reciprocal,

    /// <summary>f(x) = x².</summary>
    Square,

    /// <summary>The largest whole number that is not above x.</summary>
    Floor,

    /// <summary>The smallest whole number that is not below x.</summary>
    Ceil,

    /// <summary>The nearest whole number, halves to the even one.</summary>
    Round,

    /// <summary>−1, 0 or 1.</summary>
    Sign,

    /// <summary>The sine of x radians.</summary>
    Sin,

    /// <summary>The cosine of x radians.</summary>
    Cos,
}
