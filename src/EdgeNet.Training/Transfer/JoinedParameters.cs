using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Transfer;

/// <summary>All weights of a network, of which a part learns.</summary>
/// <param name="part">The part that learns.</param>
/// <param name="rest">Where the others are.</param>
internal sealed class JoinedParameters(ParameterSet part, IParameterSource rest) : IParameterSource
{
    /// <inheritdoc/>
    public ReadOnlySpan<float> GetParameter(string name) => part.Layout.Find(name) is null ? rest.GetParameter(name) : part.Slot(name);
}
