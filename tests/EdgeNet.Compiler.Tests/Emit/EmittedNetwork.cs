using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using EdgeNet.Onnx.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>A network compiled to C# text, then to an assembly in memory, with each vector width callable on any machine.</summary>
public sealed class EmittedNetwork
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal)
                || name.StartsWith("EdgeNet.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private const int GuardLength = 64;

    private readonly Type _type;
    private readonly float[] _weights;
    private readonly int _workspaceLength;

    private EmittedNetwork(CompilationResult result, Assembly assembly)
    {
        Graph = result.Graph!;
        Source = result.Source!;
        Plan = result.Plan!;
        _type = assembly.GetType("Emitted." + Graph.Name, throwOnError: true)!;
        Parameters = new SeededParameters(Graph, seed: 1);
        _weights = new float[Constant("WeightsLength")];
        _type.GetMethod("Pack")!.CreateDelegate<PackFunction>()(Parameters, _weights);
        _workspaceLength = Constant("WorkspaceLength");
    }

    public NetworkGraph Graph { get; }

    public EdgeNet.Compiler.Planning.ExecutionPlan Plan { get; }

    public string Source { get; }

    public IParameterSource Parameters { get; }

    /// <summary>The compiled class.</summary>
    public Type Type => _type;

    /// <summary>The packed parameters.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    public int Constant(string name) => (int)_type.GetField(name)!.GetRawConstantValue()!;

    /// <summary>Runs the code of one width; 0 is the public method, which chooses.</summary>
    public float[] Infer(int bits, float[] input)
    {
        var infer = _type.GetMethod(bits == 0 ? "Infer" : "Infer" + bits.ToString(CultureInfo.InvariantCulture),
            BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.CreateDelegate<InferFunction>();
        // What is read without having been written, and outside the spans, must show; what is written there as well.
        var (inputs, weights, workspace, output) = (Guarded(input), Guarded(_weights), Guarded(new float[_workspaceLength]), Guarded(new float[Graph.OutputLength]));
        Inside(workspace).Fill(float.NaN);
        infer(Inside(inputs), Inside(weights), Inside(workspace), Inside(output));
        foreach (float[] buffer in new[] { inputs, weights, workspace, output })
            Assert.True(buffer.Take(GuardLength).Concat(buffer.TakeLast(GuardLength)).All(float.IsNaN), $"{Graph.Name} at {bits} bits writes outside a span");
        return Inside(output).ToArray();
    }

    private static float[] Guarded(float[] values) => [.. Enumerable.Repeat(float.NaN, GuardLength), .. values, .. Enumerable.Repeat(float.NaN, GuardLength)];

    private static Span<float> Inside(float[] guarded) => guarded.AsSpan(GuardLength, guarded.Length - 2 * GuardLength);

    /// <summary>The same network in plain scalar code; several inputs and outputs lie one after the other.</summary>
    public float[] Reference(float[] input) => new ReferenceNetwork(Graph, Parameters).RunAll(input);

    public static EmittedNetwork Compile(NetworkDescription description) => CompileAll([description])[0];

    /// <summary>Compiles networks as users' projects do, into one assembly.</summary>
    public static IReadOnlyList<EmittedNetwork> CompileAll(IReadOnlyList<NetworkDescription> descriptions) =>
        CompileAll(descriptions, CompilerOptions.Default);

    /// <summary>Compiles networks into one assembly, with a say in what is done in bands of rows.</summary>
    public static IReadOnlyList<EmittedNetwork> CompileAll(IReadOnlyList<NetworkDescription> descriptions, StreamingMode streaming) =>
        CompileAll(descriptions, new CompilerOptions { Streaming = streaming });

    /// <summary>Compiles several networks into one assembly, which takes little longer than compiling one.</summary>
    public static IReadOnlyList<EmittedNetwork> CompileAll(IReadOnlyList<NetworkDescription> descriptions, CompilerOptions options)
    {
        CompilationResult[] results = [.. descriptions.Select(d => NetworkCompiler.Compile(d, new TargetClass("Emitted", default, d.Name), options))];
        foreach (CompilationResult result in results) Assert.DoesNotContain(result.Problems, p => p.Severity == Compiler.Problems.ProblemSeverity.Error);
        Assembly assembly = Load([.. results.Select(r => (r.Graph!.Name, r.Source!))]);
        return [.. results.Select(r => new EmittedNetwork(r, assembly))];
    }

    /// <summary>The text with the compiler's warnings, which users are spared: each would tell of a fault here.</summary>
    private static string WithWarnings(string source)
    {
        Assert.Contains("\n#pragma warning disable //", source, StringComparison.Ordinal);
        return source.Replace("\n#pragma warning disable //", "\n//", StringComparison.Ordinal);
    }

    private static Assembly Load((string Name, string Source)[] networks)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp12);
        string user = "namespace Emitted { " + string.Concat(networks.Select(n => $"public sealed partial class {n.Name};")) + " }";
        var compilation = CSharpCompilation.Create("Emitted" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(user, options), .. networks.Select(n => CSharpSyntaxTree.ParseText(WithWarnings(n.Source), options, n.Name + ".g.cs"))],
            References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        string[] problems = [.. result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString())];
        Assert.True(problems.Length == 0, string.Join("\n", problems.Take(20)));
        assembly.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(assembly);
    }
}
