namespace EdgeNet.Generator.Models;

/// <summary>A [Network] class: what it says, and where.</summary>
/// <param name="Declaration">What it says, or null while an attribute is in error and the compiler says so.</param>
/// <param name="Places">Where everything stands.</param>
internal sealed record NetworkSite(NetworkDeclaration? Declaration, NetworkPlaces Places);
