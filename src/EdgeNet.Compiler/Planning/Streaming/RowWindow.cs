namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Which rows of an operand a step reads for an output row o: o·Stride to o·Stride + Extent − 1, counted from the operand's first.</summary>
/// <param name="Stride">Rows from an output row's first to the next one's.</param>
/// <param name="Extent">Rows that one output row reads.</param>
/// <param name="Begin">Rows before the operand's first that count as there, though they are not read.</param>
internal readonly record struct RowWindow(int Stride, int Extent, int Begin = 0)
{
    /// <summary>The same row.</summary>
    public static RowWindow Same => new(1, 1);

    /// <summary>The first row that is read for an output row.</summary>
    public int First(int output) => output * Stride - Begin;

    /// <summary>Past the last row that is read for the output rows before one.</summary>
    public int End(int outputs) => (outputs - 1) * Stride + Extent - Begin;
}
