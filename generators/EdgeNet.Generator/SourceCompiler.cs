using EdgeNet.Compiler;
using EdgeNet.Description;
using EdgeNet.Generator.Models;
using EdgeNet.Generator.Problems;

namespace EdgeNet.Generator;

/// <summary>Declaration → C# text and problems.</summary>
internal static class SourceCompiler
{
    /// <summary>Compiles a network.</summary>
    public static CompiledNetwork Compile(NetworkDeclaration declaration, CancellationToken cancellation) =>
        Compile(declaration, NetworkCompiler.Compile, cancellation);

    /// <summary>Compiles a network with a given compiler.</summary>
    internal static CompiledNetwork Compile(
        NetworkDeclaration declaration, Func<NetworkDescription, TargetClass, CompilationResult> compile, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            CompilationResult result = compile(declaration.Description, declaration.Target);
            return new(declaration.Key, declaration.IsExtensible ? result.Source : null, new(result.Problems));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // An exception here would take the code of every other network with it.
            string what = fault.GetType().Name + ": " + fault.Message;
            return new(declaration.Key, null, new[] { DeclarationProblems.CompilerFault.At(null, null, declaration.Description.Name, what) });
        }
    }
}
