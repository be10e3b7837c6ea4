using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Tests.Shared.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>A network compiled to C# text, then to an assembly in memory, with each vector width callable on any machine.</summary>
public sealed class EmittedNetwork : IDisposable
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
                || name.StartsWith("EdgeNet.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);
    private readonly Type _type;
    private readonly float[] _weights;
    private readonly float[] _workspace;

    public EmittedNetwork(NetworkDescription description, int seed = 1)
    {
        CompilationResult result = NetworkCompiler.Compile(description, new TargetClass("Emitted", default, description.Name));
        Assert.Empty(result.Problems);
        Graph = result.Graph!;
        Source = result.Source!;
        Plan = result.Plan!;
        _type = Load(Source).GetType("Emitted." + description.Name, throwOnError: true)!;
        Parameters = new SeededParameters(Graph, seed);
        _weights = new float[Constant("WeightsLength")];
        _type.GetMethod("Pack")!.CreateDelegate<PackFunction>()(Parameters, _weights);
        _workspace = new float[Constant("WorkspaceLength")];
    }

    public NetworkGraph Graph { get; }

    public EdgeNet.Compiler.Planning.ExecutionPlan Plan { get; }

    public string Source { get; }

    public IParameterSource Parameters { get; }

    public int Constant(string name) => (int)_type.GetField(name)!.GetRawConstantValue()!;

    /// <summary>Runs the code of one width; 0 is the public method, which chooses.</summary>
    public float[] Infer(int bits, float[] input)
    {
        var infer = _type.GetMethod(bits == 0 ? "Infer" : "Infer" + bits.ToString(CultureInfo.InvariantCulture),
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.CreateDelegate<InferFunction>();
        var output = new float[Graph.OutputShape.Length];
        // The workspace may hold anything, and what is read without having been written must show.
        _workspace.AsSpan().Fill(float.NaN);
        infer(input, _weights, _workspace, output);
        return output;
    }

    /// <summary>The same network in plain scalar code.</summary>
    public float[] Reference(float[] input) => new ReferenceNetwork(Graph, Parameters).Run(input);

    public void Dispose() => _context.Unload();

    private Assembly Load(string source)
    {
        if (typeof(NetworkInstance).GetMethod("Load") is null) source = string.Join("\n", source.Split((char)10).Where(l => !l.Contains(" Load") || !l.Contains("public static"))) .Replace("ICompiledNetwork<" + Graph.Name + ">", "INetwork<float>");
        string user = "namespace Emitted { public sealed partial class " + Graph.Name + " { } }";
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        var compilation = CSharpCompilation.Create("Emitted" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(source, options, "Network.g.cs"), CSharpSyntaxTree.ParseText(user, options)], References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        Assert.True(result.Success && !result.Diagnostics.Any(d => d.Severity >= DiagnosticSeverity.Warning),
            string.Join("\n", result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(20)) + "\n" + (result.Success ? "" : source));
        assembly.Position = 0;
        return _context.LoadFromStream(assembly);
    }
}
