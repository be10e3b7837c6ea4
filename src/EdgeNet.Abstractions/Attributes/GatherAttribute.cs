namespace EdgeNet;

/// <summary>
/// Some elements of an axis, by their numbers, as numpy's take. y[…, i, …] = x[…, indices[i], …]. It has no gradient: a network that has
/// one cannot be trained.
/// </summary>
/// <param name="indices">The element of the axis that each element of the result is, from 0; negative from the end.</param>
public sealed class GatherAttribute(params int[] indices) : LayerAttribute
{
    /// <summary>The elements.</summary>
    public int[] Indices { get; } = indices;

    /// <summary>The axis of the sample, negative from the end.</summary>
    public int Axis { get; set; }
}
