namespace EdgeNet.Compiler.Planning;

/// <summary>Which span a buffer lies in.</summary>
public enum Storage
{
    /// <summary>The input, which is only read.</summary>
    Input,

    /// <summary>The output.</summary>
    Output,

    /// <summary>The workspace.</summary>
    Workspace,

    /// <summary>The packed weights, which are only read.</summary>
    Weights,

    /// <summary>Nowhere: what the buffer would hold is never needed as a whole.</summary>
    None,
}
