using EdgeNet.Description;

namespace EdgeNet.Generator.Models;

/// <summary>Where an attribute and its arguments stand.</summary>
/// <param name="Attribute">The attribute, without its brackets.</param>
/// <param name="Arguments">The arguments given.</param>
internal sealed record AttributePlaces(Place Attribute, EquatableArray<ArgumentPlace> Arguments)
{
    /// <summary>The place of an argument, or of the attribute where the argument is null or was not given.</summary>
    public Place Find(string? argument) => Arguments.FirstOrDefault(a => a.Name == argument)?.Place ?? Attribute;
}
