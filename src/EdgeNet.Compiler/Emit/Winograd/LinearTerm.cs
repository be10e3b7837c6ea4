namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>What a constant matrix is applied to: an input, or the sum or difference of two.</summary>
/// <param name="column">Its coefficient in each row.</param>
/// <param name="text">Its variable or expression.</param>
internal sealed class LinearTerm(double[] column, string text)
{
    /// <summary>Its coefficient in each row.</summary>
    public double[] Column { get; } = column;

    /// <summary>Its variable or expression.</summary>
    public string Text { get; set; } = text;

    /// <summary>The sums that take it.</summary>
    public int Uses { get; set; }
}
