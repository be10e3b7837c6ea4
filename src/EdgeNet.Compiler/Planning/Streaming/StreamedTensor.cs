namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>The rows of a buffer, as the steps of a run see them.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="First">Where its first row's first element lies.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="Border">The border around it, or null.</param>
internal sealed record StreamedTensor(int Buffer, int First, TensorLayout Layout, Border? Border)
{
    /// <summary>Rows.</summary>
    public int Rows => Layout.Height;

    /// <summary>Elements before a row's first that belong to its border.</summary>
    public int Lead => Border is null ? 0 : Border.Begin[2] * Layout.ColumnStride;

    /// <summary>Whether rows of all channels lie together, so that some rows are one run of elements.</summary>
    public bool IsOneRun => Layout.IsChannelsLast || Layout.Channels == 1;

    /// <summary>Elements of a buffer of so many rows.</summary>
    public int Length(int rows) => checked(IsOneRun ? Lead + rows * Layout.RowStride : rows * Layout.RowStride * Layout.Channels);

    /// <summary>Whether an operand sees the same rows, perhaps with some of the border.</summary>
    public bool Holds(Operand operand) =>
        operand.Layout.Channels == Layout.Channels && operand.Layout.ColumnStride == Layout.ColumnStride
        && (operand.Layout.RowStride == Layout.RowStride || operand.Layout.Height == 1 && Layout.Height == 1)
        && (operand.Layout.ChannelStride == Layout.ChannelStride || Layout.Channels == 1) && Begin(operand) >= 0 && Column(operand) <= Lead;

    /// <summary>Rows of the border above the tensor that an operand starts with.</summary>
    public int Begin(Operand operand) => FloorDivide(First - operand.Offset, Layout.RowStride);

    /// <summary>Elements to the left of the tensor's rows that an operand's rows start with.</summary>
    public int Column(Operand operand) => First - operand.Offset - Begin(operand) * Layout.RowStride;

    private static int FloorDivide(int a, int b) => a >= 0 ? a / b : -((b - 1 - a) / b);
}
