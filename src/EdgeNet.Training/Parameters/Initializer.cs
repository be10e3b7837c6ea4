using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Parameters;

/// <summary>Draws the parameters that training starts from.</summary>
internal static class Initializer
{
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
                values.Clear();
                if (!slot.IsWeight) continue;
                // A layer draws from its own stream, so that another layer above does not change its weights.
                var random = new SampleRandom(SampleRandom.Mix((ulong)seed, StableHash(slot.Name)));
                Draw(values, rule == Initialization.Automatic ? RuleFor(graph, node) : rule, slot, ref random);
            }
        }
    }

    private static void Draw(Span<float> values, Initialization rule, ParameterSlot slot, ref SampleRandom random)
    {
        if (rule == Initialization.Glorot)
        {
            float limit = MathF.Sqrt(6f / (slot.FanIn + slot.FanOut));
            foreach (ref float value in values)
                value = random.NextSingle(-limit, limit);
            return;
        }

        float deviation = MathF.Sqrt((rule == Initialization.He ? 2f : 1f) / slot.FanIn);
        foreach (ref float value in values)
            value = deviation * random.NextGaussian();
    }

    private static Initialization RuleFor(NetworkGraph graph, Node node)
    {
        Node? behind = graph.Consumers(node).FirstOrDefault();
        // Max pooling keeps the scale: what counts is the activation behind it.
        while (behind is { Layer: MaxPool or Flatten or Dropout })
            behind = graph.Consumers(behind).FirstOrDefault();
        return behind?.Layer switch
        {
            Activate { Function.Kind: Activation.ReLU or Activation.LeakyReLU } => Initialization.He,
            Activate { Function.Kind: Activation.Tanh or Activation.Sigmoid } => Initialization.Glorot,
            Conv or Dense => Initialization.Glorot,
            _ => Initialization.LeCun,
        };
    }

    private static ulong StableHash(string text)
    {
        // FNV-1a: string.GetHashCode differs from run to run.
        ulong hash = 14695981039346656037;
        foreach (char c in text)
            hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
