namespace EdgeNet.Generator;

/// <summary>The metadata names of what the generator looks for.</summary>
internal static class AttributeNames
{
    /// <summary>Makes a class a network.</summary>
    public const string Network = "EdgeNet.NetworkAttribute";

    /// <summary>The base of every layer.</summary>
    public const string Layer = "EdgeNet.LayerAttribute";
}
