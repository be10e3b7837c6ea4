namespace EdgeNet;

/// <summary>
/// Random parameters for a network that has no trained ones, the same for the same seed: weights uniform in ±√(6 / (fan-in + fan-out))
/// (Glorot and Bengio 2010), which keeps activations in the range of trained networks; vectors, such as biases and running means, uniform in
/// ±0.1; what scales, the weights of norms, uniform in 1 ± 0.1; running variances, uniform from 0.5 to 1.5.
/// </summary>
public sealed class RandomParameters : IParameterSource
{
    private const double VectorBound = 0.1;
    private const double VarianceBound = 0.5;

    private readonly Dictionary<string, float[]> _parameters = new(StringComparer.Ordinal);

    /// <summary>Draws parameters for a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="seed">Any number.</param>
    public RandomParameters(NetworkInfo network, int seed)
        : this((network ?? throw new ArgumentNullException(nameof(network))).Parameters, seed)
    {
    }

    /// <summary>Draws parameters.</summary>
    /// <param name="parameters">Their names and shapes.</param>
    /// <param name="seed">Any number.</param>
    public RandomParameters(IEnumerable<ParameterInfo> parameters, int seed)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var random = new Random(seed);
        ParameterInfo[] all = [.. parameters];
        Dictionary<string, ParameterInfo> byName = all.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (ParameterInfo parameter in all)
        {
            var (centre, bound) = Range(parameter, byName);
            float[] elements = new float[parameter.Length];
            for (int i = 0; i < elements.Length; i++) elements[i] = (float)(centre + (2 * random.NextDouble() - 1) * bound);
            _parameters.Add(parameter.Name, elements);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetParameter(string name) =>
        _parameters.TryGetValue(name, out float[]? elements) ? elements : throw new WeightsException($"The network has no parameter '{name}'.");

    private static (double Centre, double Bound) Range(ParameterInfo parameter, Dictionary<string, ParameterInfo> all)
    {
        if (parameter.Name.EndsWith(".running_var", StringComparison.Ordinal)) return (1, VarianceBound);
        if (Scales(parameter, all)) return (1, VectorBound);
        if (parameter.Shape.Count < 2) return (0, VectorBound);
        // (out, in / groups, kernel…): each output sees in / groups × taps inputs, each input feeds out × taps outputs of its group.
        double taps = parameter.Shape.Skip(2).Aggregate(1.0, (product, size) => product * size);
        return (0, Math.Sqrt(6 / ((parameter.Shape[0] + parameter.Shape[1]) * taps)));
    }

    /// <summary>Whether a parameter is the weight of a norm: that one has the shape of its bias.</summary>
    private static bool Scales(ParameterInfo parameter, Dictionary<string, ParameterInfo> all)
    {
        const string Weight = ".weight";
        if (!parameter.Name.EndsWith(Weight, StringComparison.Ordinal)) return false;
        string bias = parameter.Name[..^Weight.Length] + ".bias";
        return all.TryGetValue(bias, out ParameterInfo? other) && other.Shape.SequenceEqual(parameter.Shape);
    }
}
