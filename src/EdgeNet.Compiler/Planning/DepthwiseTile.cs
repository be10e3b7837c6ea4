namespace EdgeNet.Compiler.Planning;

/// <summary>A register tile of a depthwise convolution: one vector of channels of neighbouring output pixels.</summary>
/// <param name="Rows">Rows of a slice.</param>
/// <param name="Columns">Columns.</param>
public readonly record struct DepthwiseTile(int Rows, int Columns)
{
    /// <summary>Accumulators.</summary>
    public int Pixels => Rows * Columns;
}
