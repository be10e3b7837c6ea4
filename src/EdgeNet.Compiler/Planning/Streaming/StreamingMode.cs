namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Which steps are done in bands of rows.</summary>
public enum StreamingMode
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Those around the steps that need the most memory.</summary>
    WhereItLowersThePeak,

    /// <summary>All that can be, whether it saves memory or not, in bands as small as can be: for tests.</summary>
    Everywhere,
}
