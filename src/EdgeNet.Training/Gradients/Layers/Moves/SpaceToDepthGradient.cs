using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Moves;

/// <summary>Blocks of pixels stacked into channels: output channel (row·block + column)·channels + c, as ONNX has it.</summary>
internal sealed class SpaceToDepthGradient(SpaceToDepth layer, TensorShape input, TensorShape output) : MoveGradient(Sources(layer, input, output))
{
    private static int[] Sources(SpaceToDepth layer, TensorShape input, TensorShape output)
    {
        int block = layer.BlockSize;
        int[] strides = Strides.Of(input);
        return
        [
            .. Strides.Coordinates(output).Select(at =>
            {
                (int cell, int channel) = Math.DivRem(at[0], input.Channels);
                return channel * strides[0] + (at[1] * block + cell / block) * strides[1] + at[2] * block + cell % block;
            }),
        ];
    }
}
