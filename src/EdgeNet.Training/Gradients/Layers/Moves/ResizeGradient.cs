using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>Nearest-neighbour sampling; each input element gets the gradients of all that took it.</summary>
internal sealed class ResizeGradient(Resize resize, TensorShape input, TensorShape output) : MoveGradient(Sources(resize, input, output))
{
    private static int[] Sources(Resize resize, TensorShape input, TensorShape output)
    {
        int[] strides = Strides.Of(input);
        int[][] indices = [.. input.Spatial.Select((size, axis) => resize.Indices(axis, size))];
        return
        [
            .. Strides.Coordinates(output).Select(at =>
                at[0] * strides[0] + indices.Select((index, axis) => index[at[axis + 1]] * strides[axis + 1]).Sum()),
        ];
    }
}
