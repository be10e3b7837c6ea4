namespace EdgeNet;

/// <summary>The base of every layer attribute.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// The layer's name: the first part of its parameters' names ("c1" has "c1.weight" and "c1.bias") and what
    /// <see cref="From"/> refers to. Without one the layer is called by its kind and position, such as "conv2d1".
    /// </summary>
    public string? Name { get; set; }

    /// <summary>The name of the layer whose output this one takes; without it, the layer above.</summary>
    public string? From { get; set; }
}
