namespace EdgeNet.Compiler.Problems;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The network compiles, but probably not to what was meant.</summary>
    Warning,

    /// <summary>The network cannot be compiled.</summary>
    Error,
}
