using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>Rearranges channels into space, a pixel shuffle.</summary>
internal sealed class DepthToSpaceGradient(DepthToSpace layer, TensorShape input, TensorShape output) : MoveGradient(Sources(layer, input, output))
{
    private static int[] Sources(DepthToSpace layer, TensorShape input, TensorShape output)
    {
        int block = layer.BlockSize;
        int[] strides = Strides.Of(input);
        return
        [
            .. Strides.Coordinates(output).Select(at =>
            {
                int cell = at[1] % block * block + at[2] % block;
                int channel = layer.Mode == DepthToSpaceMode.DCR ? cell * output.Channels + at[0] : at[0] * block * block + cell;
                return channel * strides[0] + at[1] / block * strides[1] + at[2] / block;
            }),
        ];
    }
}
