using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>A part of a tensor, one of those that a split makes among them.</summary>
internal sealed class SliceGradient(Slice slice, TensorShape input, TensorShape output) : MoveGradient(Sources(slice, input, output))
{
    private static int[] Sources(Slice slice, TensorShape input, TensorShape output)
    {
        int[] strides = Strides.Of(input);
        return [.. Strides.Coordinates(output).Select(at => at.Select((x, axis) => (slice.Starts[axis] + x * slice.Steps[axis]) * strides[axis]).Sum())];
    }
}
