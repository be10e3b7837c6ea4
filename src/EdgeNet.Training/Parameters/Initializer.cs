using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Parameters;

/// <summary>Draws the parameters that training starts from.</summary>
internal static class Initializer
{
    /// <summary>PyTorch's slope of a PReLU.</summary>
    private const float PReluSlope = 0.25f;

    /// <summary>Draws all parameters of a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Receives them.</param>
    /// <param name="rule">How.</param>
    /// <param name="seed">The same seed draws the same weights.</param>
    public static void Draw(NetworkGraph graph, ParameterSet parameters, Initialization rule, int seed)
    {
        foreach (Node node in graph.Nodes)
        {
            foreach (Parameter parameter in graph.Parameters(node))
            {
                ParameterSlot slot = parameters.Layout.Find($"{node.Name}.{parameter.Role}")!;
                Span<float> values = parameters.Slot(slot.Name);
                values.Fill(Start(graph, node, parameter.Role));
                if (slot.Fans is not { } fans) continue;
                // A layer draws from its own stream, so that another layer above does not change its weights.
                var random = new SampleRandom(SampleRandom.Mix((ulong)seed, StableHash(slot.Name)));
                Draw(values, rule == Initialization.Automatic ? RuleFor(graph, node) : rule, fans, ref random);
            }
        }
    }

    /// <summary>The value of what is not drawn: layers that scale or shift leave things as they are at first.</summary>
    private static float Start(NetworkGraph graph, Node node, string role) => node.Layer switch
    {
        PRelu => PReluSlope,
        Constant => graph.Consumers(node).Any(Multiplies) ? 1 : 0,
        _ => role is "weight" or "running_var" ? 1 : 0,
    };

    private static bool Multiplies(Node node) =>
        node.Layer is Elementwise { Function: ElementwiseFunction.Mul or ElementwiseFunction.Div or ElementwiseFunction.Pow };

    private static void Draw(Span<float> values, Initialization rule, Fans fans, ref SampleRandom random)
    {
        if (rule == Initialization.Glorot)
        {
            float limit = MathF.Sqrt(6f / (fans.In + fans.Out));
            foreach (ref float value in values)
                value = random.NextSingle(-limit, limit);
            return;
        }

        float deviation = MathF.Sqrt((rule == Initialization.He ? 2f : 1f) / fans.In);
        foreach (ref float value in values)
            value = deviation * random.NextGaussian();
    }

    private static Initialization RuleFor(NetworkGraph graph, Node node)
    {
        Node? behind = graph.Consumers(node).FirstOrDefault();
        // What keeps the scale, as max pooling does, or the sign, as norms and sums do: what counts is the activation behind it.
        while (behind is { Layer: MaxPool or Flatten or Dropout or Reshape or Transpose or Concat or Slice or Pad or Resize or DepthToSpace
            or SpaceToDepth or BatchNorm or InstanceNorm or GroupNorm or LayerNorm or Elementwise })
            behind = graph.Consumers(behind).FirstOrDefault();
        return behind?.Layer switch
        {
            PRelu => Initialization.He,
            Activate activate => RuleFor(activate.Function.Kind),
            Conv or ConvTranspose or Dense => Initialization.Glorot,
            _ => Initialization.LeCun,
        };
    }

    private static Initialization RuleFor(Activation behind) => behind switch
    {
        // Functions that let about the upper half through.
        Activation.ReLU or Activation.LeakyReLU or Activation.ReLU6 or Activation.ELU or Activation.CELU or Activation.GELU or Activation.GELUTanh
            or Activation.Swish or Activation.HardSwish or Activation.Mish or Activation.Softplus or Activation.ThresholdedReLU => Initialization.He,
        Activation.Tanh or Activation.Sigmoid or Activation.HardSigmoid or Activation.Softsign or Activation.Erf => Initialization.Glorot,
        // SELU keeps mean and variance by itself where weights are LeCun's (Klambauer 2017).
        _ => Initialization.LeCun,
    };

    private static ulong StableHash(string text)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
