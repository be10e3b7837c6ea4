using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Seeded random parameters of the size that keeps activations near one.</summary>
public sealed class SeededParameters : IParameterSource
{
    private readonly Dictionary<string, float[]> _values = [];

    public SeededParameters(NetworkGraph graph, int seed)
    {
        var random = new Random(seed);
        foreach (var (name, shape) in graph.Parameters())
        {
            double scale = shape.Rank > 1 ? Math.Sqrt(3.0 / (shape.Length / shape[0])) : 0.5;
            bool isVariance = name.EndsWith(".running_var", StringComparison.Ordinal);
            _values[name] = [.. Enumerable.Range(0, shape.Length).Select(_ => (float)(isVariance ? 0.5 + random.NextDouble() : (random.NextDouble() * 2 - 1) * scale))];
        }
    }

    public ReadOnlySpan<float> GetParameter(string name) => _values[name];
}
