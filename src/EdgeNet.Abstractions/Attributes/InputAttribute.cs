namespace EdgeNet;

/// <summary>A further input of a network, beside that of [Network]; layers take it by its name.</summary>
/// <param name="name">The name that From and the layers of several inputs refer to.</param>
/// <param name="shape">The shape without the batch axis, as in [Network].</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(string name, params int[] shape) : Attribute
{
    /// <summary>The input's name.</summary>
    public string Name { get; } = name;

    /// <summary>The shape, without the batch axis.</summary>
    public int[] Shape { get; } = shape;
}
