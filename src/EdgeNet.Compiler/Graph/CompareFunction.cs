namespace EdgeNet.Compiler.Graph;

/// <summary>A comparison of two tensors, element by element; none holds of NaN.</summary>
public enum CompareFunction
{
    /// <summary>a = b.</summary>
    Equal,

    /// <summary>a &gt; b.</summary>
    Greater,

    /// <summary>a ≥ b.</summary>
    GreaterOrEqual,

    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a ≤ b.</summary>
    LessOrEqual,
}
