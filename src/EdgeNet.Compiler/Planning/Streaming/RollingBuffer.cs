namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>A buffer that holds some rows of a tensor, and moves those that are still read to its front after each band.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Rows">Rows that it holds.</param>
/// <param name="Base">For each band the row at its front; rows above the tensor are negative.</param>
/// <param name="End">For each band past the last row that it holds at the band's end.</param>
internal sealed record RollingBuffer(StreamedTensor Tensor, int Rows, int[] Base, int[] End)
{
    /// <summary>Its elements.</summary>
    public int Length => Tensor.Length(Rows);

    /// <summary>Rows that are moved to the front after a band.</summary>
    public int Kept(int band) => band + 1 < Base.Length && Base[band + 1] > Base[band] ? Math.Max(0, End[band] - Base[band + 1]) : 0;
}
