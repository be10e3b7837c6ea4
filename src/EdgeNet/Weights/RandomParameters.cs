namespace EdgeNet;

/// <summary>
/// Random parameters for a network that has no trained ones, the same for the same seed: weights uniform in ±√(6 / (fan-in + fan-out))
/// (Glorot and Bengio 2010), which keeps activations in the range of trained networks, and vectors, such as biases, uniform in ±0.1.
/// </summary>
public sealed class RandomParameters : IParameterSource
{
    private const double VectorBound = 0.1;

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
        foreach (ParameterInfo parameter in parameters)
        {
            double bound = Bound(parameter);
            float[] elements = new float[parameter.Length];
            for (int i = 0; i < elements.Length; i++) elements[i] = (float)((2 * random.NextDouble() - 1) * bound);
            _parameters.Add(parameter.Name, elements);
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetParameter(string name) =>
        _parameters.TryGetValue(name, out float[]? elements) ? elements : throw new WeightsException($"The network has no parameter '{name}'.");

    private static double Bound(ParameterInfo parameter)
    {
        if (parameter.Shape.Count < 2) return VectorBound;
        // (out, in / groups, kernel…): each output sees in / groups × taps inputs, each input feeds out × taps outputs of its group.
        double taps = parameter.Shape.Skip(2).Aggregate(1.0, (product, size) => product * size);
        return Math.Sqrt(6 / ((parameter.Shape[0] + parameter.Shape[1]) * taps));
    }
}
