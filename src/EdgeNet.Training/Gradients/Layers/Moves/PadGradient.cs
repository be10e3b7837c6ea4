using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>A border; what repeats an element of the input gives its gradient to that element.</summary>
internal sealed class PadGradient(Pad pad, TensorShape input, TensorShape output) : MoveGradient(Sources(pad, input, output), pad.Value)
{
    private static int[] Sources(Pad pad, TensorShape input, TensorShape output)
    {
        int[] strides = Strides.Of(input);
        return
        [
            .. Strides.Coordinates(output).Select(at =>
            {
                int source = 0;
                for (int axis = 0; axis < at.Length; axis++)
                {
                    int x = Source(pad.Mode, at[axis] - pad.Begin[axis], input[axis]);
                    if (x < 0) return -1;
                    source += x * strides[axis];
                }

                return source;
            }),
        ];
    }

    /// <summary>The element that stands for one that may lie outside; −1 for none.</summary>
    private static int Source(PadMode mode, int x, int size) => mode switch
    {
        PadMode.Edge => Math.Clamp(x, 0, size - 1),
        PadMode.Reflect => x < 0 ? -x : x >= size ? 2 * (size - 1) - x : x,
        _ => x < 0 || x >= size ? -1 : x,
    };
}
