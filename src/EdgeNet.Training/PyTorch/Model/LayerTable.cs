using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.PyTorch.Model.Layers;

namespace EdgeNet.Training.PyTorch.Model;

/// <summary>How each kind of layer is written in PyTorch: the expression of its output.</summary>
internal static class LayerTable
{
    private static readonly Dictionary<Type, Func<LayerContext, string>> Table = new()
    {
        [typeof(Activate)] = c => ActivationSource.Write(c, (Activate)c.Node.Layer),
        [typeof(AvgPool)] = c => PoolSource.Average(c, (AvgPool)c.Node.Layer),
        [typeof(BatchNorm)] = c => NormSource.Batch(c, (BatchNorm)c.Node.Layer),
        [typeof(Compare)] = c => JoinSource.Compare(c, (Compare)c.Node.Layer),
        [typeof(Concat)] = c => JoinSource.Concat(c, (Concat)c.Node.Layer),
        [typeof(Constant)] = c => JoinSource.Constant(c, (Constant)c.Node.Layer),
        [typeof(Conv)] = c => ConvSource.Conv(c, (Conv)c.Node.Layer),
        [typeof(ConvTranspose)] = c => ConvSource.Transposed(c, (ConvTranspose)c.Node.Layer),
        [typeof(Dense)] = c => ConvSource.Dense(c, (Dense)c.Node.Layer),
        [typeof(DepthToSpace)] = c => MoveSource.DepthToSpace(c, (DepthToSpace)c.Node.Layer),
        [typeof(Dropout)] = c => $"F.dropout({c.X}, {PythonText.Number(((Dropout)c.Node.Layer).Rate)}, self.training)",
        [typeof(Elementwise)] = c => JoinSource.Elementwise(c, (Elementwise)c.Node.Layer),
        [typeof(Flatten)] = c => $"{c.X}.flatten(1)",
        [typeof(Gather)] = c => MoveSource.Gather(c, (Gather)c.Node.Layer),
        [typeof(GlobalPool)] = c => PoolSource.Global(c, (GlobalPool)c.Node.Layer),
        [typeof(GroupNorm)] = c => NormSource.Group(c, (GroupNorm)c.Node.Layer),
        [typeof(InstanceNorm)] = c => NormSource.Instance(c, (InstanceNorm)c.Node.Layer),
        [typeof(LayerNorm)] = c => NormSource.Layer(c, (LayerNorm)c.Node.Layer),
        [typeof(LocalResponseNorm)] = c => NormSource.LocalResponse(c, (LocalResponseNorm)c.Node.Layer),
        [typeof(LpPool)] = c => PoolSource.Norm(c, (LpPool)c.Node.Layer),
        [typeof(MatMul)] = c => $"torch.matmul({string.Join(", ", c.AllAligned())})",
        [typeof(MaxPool)] = c => PoolSource.Max(c, (MaxPool)c.Node.Layer),
        [typeof(Pad)] = c => MoveSource.Pad(c, (Pad)c.Node.Layer),
        [typeof(PRelu)] = c => ActivationSource.PRelu(c, (PRelu)c.Node.Layer),
        [typeof(Reduce)] = c => ReductionSource.Write(c, (Reduce)c.Node.Layer),
        [typeof(Reshape)] = c => MoveSource.Reshape(c.X, c.Node.Shape),
        [typeof(Resize)] = c => MoveSource.Resize(c, (Resize)c.Node.Layer),
        [typeof(Select)] = JoinSource.Select,
        [typeof(Slice)] = c => MoveSource.Slice(c, (Slice)c.Node.Layer),
        [typeof(Softmax)] = c => ActivationSource.Softmax(c.X, (Softmax)c.Node.Layer),
        [typeof(SpaceToDepth)] = c => $"{c.Helper("space_to_depth")}({c.X}, {PythonText.Whole(((SpaceToDepth)c.Node.Layer).BlockSize)})",
        [typeof(Transpose)] = c => MoveSource.Transpose(c, (Transpose)c.Node.Layer),
    };

    /// <summary>Whether a kind of layer has a PyTorch form.</summary>
    /// <param name="kind">The record's type.</param>
    public static bool Knows(Type kind) => Table.ContainsKey(kind);

    /// <summary>The expression of a layer's output; null where its kind has no PyTorch form.</summary>
    /// <param name="context">The layer.</param>
    public static string? Write(LayerContext context) =>
        Table.TryGetValue(context.Node.Layer.GetType(), out Func<LayerContext, string>? write) ? write(context) : null;
}
