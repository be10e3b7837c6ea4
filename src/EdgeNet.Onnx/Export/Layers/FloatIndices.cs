using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Which neighbours a resize takes where coordinates are computed in float32, as runtimes do, instead of float64.</summary>
internal static class FloatIndices
{
    /// <summary>The input element of each output element of an axis.</summary>
    public static int[] Of(Resize resize, int axis, int input)
    {
        int[] indices = new int[resize.Sizes[axis]];
        for (int x = 0; x < indices.Length; x++)
            indices[x] = Math.Clamp(Round(resize.Rounding, Coordinate(resize, x, axis, input)), 0, input - 1);
        return indices;
    }

    private static float Coordinate(Resize resize, int x, int axis, int input)
    {
        float scale = (float)resize.Scales[axis];
        int size = resize.Sizes[axis];
        switch (resize.Coordinates)
        {
            case ResizeCoordinates.Asymmetric: return x / scale;
            case ResizeCoordinates.AlignCorners: return size == 1 ? 0 : (float)x * (input - 1) / (size - 1);
            case ResizeCoordinates.PytorchHalfPixel when size == 1: return 0;
            case ResizeCoordinates.HalfPixelSymmetric:
                float adjustment = size / (scale * input), centre = input / 2f;
                return centre * (1 - adjustment) + (x + 0.5f) / scale - 0.5f;
            default: return (x + 0.5f) / scale - 0.5f;
        }
    }

    private static int Round(ResizeRounding rounding, float coordinate) => (int)(rounding switch
    {
        ResizeRounding.Floor => MathF.Floor(coordinate),
        ResizeRounding.Ceil => MathF.Ceiling(coordinate),
        ResizeRounding.RoundPreferFloor => MathF.Ceiling(coordinate - 0.5f),
        _ => MathF.Floor(coordinate + 0.5f),
    });
}
