namespace EdgeNet.Compiler.Graph;

/// <summary>What a reduction makes of the elements of its axes.</summary>
public enum ReduceFunction
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The largest.</summary>
    Max,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>Their product.</summary>
    Prod,

    /// <summary>Σ |x|.</summary>
    L1,

    /// <summary>√Σ x².</summary>
    L2,

    /// <summary>Σ x².</summary>
    SumSquare,

    /// <summary>ln Σ x.</summary>
    LogSum,

    /// <summary>ln Σ e^x.</summary>
    LogSumExp,
}
