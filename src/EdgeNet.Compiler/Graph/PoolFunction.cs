namespace EdgeNet.Compiler.Graph;

/// <summary>What a pooling makes of its elements.</summary>
public enum PoolFunction
{
    /// <summary>Their mean.</summary>
    Average,

    /// <summary>The largest.</summary>
    Max,
}
