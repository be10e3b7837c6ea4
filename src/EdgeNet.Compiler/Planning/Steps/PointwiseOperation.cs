namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>What a <see cref="PointwiseStep"/> makes of one element of each of its tensors.</summary>
public enum PointwiseOperation
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

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean.</summary>
    Mean,

    /// <summary>a where it is 0 or more, else a · b.</summary>
    PRelu,

    /// <summary>a · b + c.</summary>
    MulAdd,

    /// <summary>1 where a = b, else 0.</summary>
    Equal,

    /// <summary>1 where a &gt; b, else 0.</summary>
    Greater,

    /// <summary>1 where a ≥ b, else 0.</summary>
    GreaterOrEqual,

    /// <summary>1 where a &lt; b, else 0.</summary>
    Less,

    /// <summary>1 where a ≤ b, else 0.</summary>
    LessOrEqual,

    /// <summary>b where a is not 0, else c.</summary>
    Select,
}
