namespace EdgeNet.Compiler.Planning;

/// <summary>A register tile: accumulators in Rows × Columns, one operand of each multiply-add shared along each side.</summary>
/// <param name="Vectors">Vectors of output channels, or filters where the lanes run over columns.</param>
/// <param name="Pixels">Pixels (pooled, where a pooling is fused), or vectors of columns.</param>
/// <param name="OverRows">Whether pixels follow each other over the ends of rows.</param>
public readonly record struct RegisterTile(int Vectors, int Pixels, bool OverRows = false);
