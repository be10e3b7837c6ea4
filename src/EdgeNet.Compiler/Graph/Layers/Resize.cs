using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Nearest-neighbour sampling of the spatial axes to another size (ONNX's Resize).</summary>
/// <param name="Sizes">The size of each spatial axis.</param>
/// <param name="Scales">Output size over input size on each spatial axis.</param>
/// <param name="Coordinates">Where an output element lies in the input.</param>
/// <param name="Rounding">Which neighbour is the nearest.</param>
public sealed record Resize(EquatableArray<int> Sizes, EquatableArray<double> Scales, ResizeCoordinates Coordinates, ResizeRounding Rounding) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Resize";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"{string.Join("×", Sizes)} scales {string.Join("×", Scales.Select(s => FormattableString.Invariant($"{s:R}")))} {Coordinates} {Rounding}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => new([inputs[0].Channels, .. Sizes]);

    /// <summary>The input element that each output element takes.</summary>
    /// <param name="axis">The spatial axis, from 0.</param>
    /// <param name="input">The input's size on that axis.</param>
    public int[] Indices(int axis, int input)
    {
        Resize self = this;
        return [.. Enumerable.Range(0, Sizes[axis]).Select(x => Math.Max(0, Math.Min(input - 1, self.Round(self.Coordinate(x, axis, input)))))];
    }

    private double Coordinate(int x, int axis, int input)
    {
        double scale = Scales[axis];
        switch (Coordinates)
        {
            case ResizeCoordinates.Asymmetric: return x / scale;
            case ResizeCoordinates.AlignCorners: return Sizes[axis] == 1 ? 0 : (double)x * (input - 1) / (Sizes[axis] - 1);
            case ResizeCoordinates.PytorchHalfPixel when Sizes[axis] == 1: return 0;
            case ResizeCoordinates.HalfPixelSymmetric:
                double adjustment = Sizes[axis] / (scale * input), centre = input / 2.0;
                return centre * (1 - adjustment) + (x + 0.5) / scale - 0.5;
            default: return (x + 0.5) / scale - 0.5;
        }
    }

    private int Round(double coordinate) => (int)(Rounding switch
    {
        ResizeRounding.Floor => Math.Floor(coordinate),
        ResizeRounding.Ceil => Math.Ceiling(coordinate),
        ResizeRounding.RoundPreferFloor => Math.Ceiling(coordinate - 0.5),
        _ => Math.Floor(coordinate + 0.5),
    });
}
