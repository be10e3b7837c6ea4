namespace EdgeNet.Compiler.Graph;

/// <summary>A function of two or more tensors, element by element.</summary>
public enum ElementwiseFunction
{
    /// <summary>a + b + ….</summary>
    Add,

    /// <summary>a − b.</summary>
    Sub,

    /// <summary>a · b · ….</summary>
    Mul,

    /// <summary>a / b.</summary>
    Div,

    /// <summary>a to the power of b.</summary>
    Pow,

    /// <summary>The smallest; NaN where one is.</summary>
    Min,

    /// <summary>The largest; NaN where one is.</summary>
    Max,

    /// <summary>(a + b + …) / n.</summary>
    Mean,

    /// <summary>As <see cref="Add"/>.</summary>
    Sum,
}
