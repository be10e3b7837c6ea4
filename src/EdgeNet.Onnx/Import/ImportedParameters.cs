using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import;

/// <summary>The parameters of an imported network: converted when asked for, and not kept, as they may be large.</summary>
internal sealed class ImportedParameters : IParameterSource
{
    private readonly Dictionary<string, TensorData> _parameters = new(StringComparer.Ordinal);

    public ImportedParameters(IEnumerable<LayerDraft> drafts)
    {
        foreach (LayerDraft draft in drafts)
            foreach (DraftParameter parameter in draft.Parameters) _parameters.Add($"{draft.Name}.{parameter.Role}", parameter.Data);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> GetParameter(string name)
    {
        if (!_parameters.TryGetValue(name, out TensorData? data)) throw new WeightsException($"The network has no parameter '{name}'.");
        try
        {
            return data.ToFloats();
        }
        catch (InvalidDataException e)
        {
            throw new WeightsException(e.Message + ".");
        }
    }
}
