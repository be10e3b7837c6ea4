namespace EdgeNet.Tests.Weights;

/// <summary>Parameters in arrays, as training holds them.</summary>
internal sealed class TensorArrays : IParameterSource
{
    private readonly Dictionary<string, float[]> _arrays = [];

    public List<ParameterInfo> Tensors { get; } = [];

    public TensorArrays Add(string name, int[] shape, params float[] elements)
    {
        Tensors.Add(new ParameterInfo(name, shape));
        _arrays.Add(name, elements);
        return this;
    }

    public ReadOnlySpan<float> GetParameter(string name) =>
        _arrays.TryGetValue(name, out float[]? elements) ? elements : throw new WeightsException($"There is no parameter '{name}'.");
}
