using EdgeNet.Description;

namespace EdgeNet.Generator.Models;

/// <summary>Where everything stands that a problem of a network may be about. Changes with every edit that moves it.</summary>
/// <param name="Key">The network's <see cref="NetworkDeclaration.Key"/>.</param>
/// <param name="Name">The class name, for messages.</param>
/// <param name="Identifier">The class name's place.</param>
/// <param name="Network">The [Network] attribute.</param>
/// <param name="Inputs">The [Input] attributes, which are the description's inputs from the second on.</param>
/// <param name="Layers">The layer attributes, in the order of the description's layers.</param>
/// <param name="Problems">What is wrong with the class itself.</param>
internal sealed record NetworkPlaces(
    string Key,
    string Name,
    Place Identifier,
    AttributePlaces Network,
    EquatableArray<AttributePlaces> Inputs,
    EquatableArray<AttributePlaces> Layers,
    EquatableArray<PlacedProblem> Problems);
