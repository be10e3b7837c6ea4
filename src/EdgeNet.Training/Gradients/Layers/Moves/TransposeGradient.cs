using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>Axes in another order.</summary>
internal sealed class TransposeGradient(Transpose transpose, TensorShape input, TensorShape output) : MoveGradient(Sources(transpose, input, output))
{
    private static int[] Sources(Transpose transpose, TensorShape input, TensorShape output)
    {
        int[] strides = Strides.Of(input);
        return [.. Strides.Coordinates(output).Select(at => at.Select((x, axis) => x * strides[transpose.Axes[axis]]).Sum())];
    }
}
