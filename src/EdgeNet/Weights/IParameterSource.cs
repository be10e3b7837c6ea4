namespace EdgeNet;

/// <summary>Where a network's parameters come from: a weights file, or arrays in training.</summary>
public interface IParameterSource
{
    /// <summary>The elements of one parameter, in the order of its shape.</summary>
    /// <param name="name">The parameter's name, such as "c1.weight".</param>
    /// <exception cref="WeightsException">There is no such parameter.</exception>
    ReadOnlySpan<float> GetParameter(string name);
}
