using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Parameters;

/// <summary>What a weight connects: the spread of drawn weights follows from it.</summary>
/// <param name="In">Inputs that one output sums over; for a transposed convolution on average, its windows overlapping.</param>
/// <param name="Out">Outputs that one input reaches, strides left aside as PyTorch does, groups not.</param>
internal readonly record struct Fans(float In, float Out)
{
    /// <summary>The fans of a parameter that multiplies what goes through the network; null for any other.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="node">The parameter's node.</param>
    /// <param name="parameter">The parameter.</param>
    public static Fans? Of(NetworkGraph graph, Node node, Parameter parameter)
    {
        TensorShape shape = parameter.Shape;
        switch (node.Layer)
        {
            case Dense when parameter.Role == "weight":
                return new(shape[1], shape[0]);
            case Conv conv when parameter.Role == "weight":
                // (filters, channels / groups, kernel…)
                return new(shape[1] * conv.Window.Taps, shape[0] / conv.Groups * conv.Window.Taps);
            case ConvTranspose conv when parameter.Role == "weight":
                // (channels, filters / groups, kernel…): of all taps, each output takes part in one in stride of them.
                float steps = conv.Window.Stride.Aggregate(1f, (product, stride) => product * stride);
                return new(shape[0] / conv.Groups * Math.Max(1, conv.Window.Taps / steps), shape[1] * conv.Window.Taps);
            case Constant when shape.Rank >= 2 && graph.Consumers(node).Any(c => c.Layer is MatMul):
                bool isLeft = graph.Consumers(node).First(c => c.Layer is MatMul).Inputs[0] == node.Name;
                (int rows, int columns) = (shape[shape.Rank - 2], shape[shape.Rank - 1]);
                return isLeft ? new(columns, rows) : new(rows, columns);
            default:
                return null;
        }
    }
}
