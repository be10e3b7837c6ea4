namespace EdgeNet.Generator.Models;

/// <summary>Where an attribute's argument stands.</summary>
/// <param name="Name">The parameter or property in camel case.</param>
/// <param name="Place">The argument; for a params array, all of its elements.</param>
internal sealed record ArgumentPlace(string Name, Place Place);
