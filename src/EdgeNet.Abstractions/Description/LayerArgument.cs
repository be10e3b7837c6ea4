namespace EdgeNet.Description;

/// <summary>One argument of a layer.</summary>
/// <param name="Name">The attribute's parameter or property in camel case: "filters", "kernel", "activation".</param>
/// <param name="Value">Its value.</param>
public sealed record LayerArgument(string Name, ArgumentValue Value);
