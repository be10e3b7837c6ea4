using System.Runtime.InteropServices;

namespace EdgeNet;

/// <summary>Parameters rounded to 16-bit floats.</summary>
internal sealed class HalfParameters : IParameterSource
{
    private readonly Dictionary<string, Half[]> _halves = [];

    /// <param name="tensors">Which parameters.</param>
    /// <param name="source">Their values.</param>
    public HalfParameters(IReadOnlyList<ParameterInfo> tensors, IParameterSource source)
    {
        foreach (ParameterInfo tensor in tensors)
        {
            ReadOnlySpan<float> values = source.GetParameter(tensor.Name);
            Half[] halves = new Half[values.Length];
            for (int i = 0; i < halves.Length; i++)
                halves[i] = (Half)values[i];
            _halves[tensor.Name] = halves;
        }
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetParameter(string name) => Array.ConvertAll(_halves[name], half => (float)half);

    /// <summary>The elements as they lie in a file.</summary>
    public ReadOnlySpan<byte> GetBytes(string name) => MemoryMarshal.AsBytes(_halves[name].AsSpan());
}
