using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>A value of a graph that is being drawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its shape as the graph computes it.</param>
/// <param name="IsConstant">Whether no input of the graph goes into it.</param>
internal sealed record GraphValue(string Name, DataType Type, int[] Shape, bool IsConstant)
{
    public int Rank => Shape.Length;

    public int Length => Shape.Aggregate(1, (a, b) => a * b);

    public bool IsFloat => Type == DataType.Float;

    public bool IsFloating => Type is DataType.Float or DataType.Double or DataType.Float16;
}
