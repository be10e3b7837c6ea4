namespace EdgeNet.Description;

/// <summary>One input of a network.</summary>
/// <param name="Name">The name that a layer's From refers to; "input" where there is only one.</param>
/// <param name="Shape">The shape, without the batch axis.</param>
public sealed record InputDescription(string Name, EquatableArray<int> Shape);
