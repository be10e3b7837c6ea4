using EdgeNet.Compiler;
using EdgeNet.Description;

namespace EdgeNet.Generator.Models;

/// <summary>What a [Network] class says; equal as long as the generated code is.</summary>
/// <param name="Key">The class's full metadata name, unique in the compilation.</param>
/// <param name="Target">The class that the code goes into.</param>
/// <param name="Description">The network.</param>
/// <param name="IsExtensible">Whether code can be added to the class; if not, its network is checked all the same.</param>
internal sealed record NetworkDeclaration(string Key, TargetClass Target, NetworkDescription Description, bool IsExtensible);
