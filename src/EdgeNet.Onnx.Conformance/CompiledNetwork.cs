using System.Reflection;
using System.Runtime.Loader;
using EdgeNet.Compiler;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Problems;
using EdgeNet.Description;
using EdgeNet.Safety;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EdgeNet.Onnx.Conformance;

/// <summary>A network's emitted code, compiled in memory and loaded: what runs is what a user's project would run.</summary>
public sealed class CompiledNetwork : IRunnableNetwork
{
    private const string Namespace = "EdgeNet.Verified";

    private static readonly Lazy<MetadataReference[]> References = new(FindReferences);

    private readonly AssemblyLoadContext _context;
    private readonly InferFunction _infer;
    private float[] _weights = [];
    private float[] _workspace = [];

    private CompiledNetwork(NetworkGraph graph, string source, AssemblyLoadContext context, Type type)
    {
        Graph = graph;
        Source = source;
        _context = context;
        Type = type;
        _infer = type.GetMethod("Infer", BindingFlags.Static | BindingFlags.Public)!.CreateDelegate<InferFunction>();
    }

    /// <summary>The network's graph.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>The class; it implements <see cref="ICompiledNetwork{TSelf}"/>.</summary>
    public Type Type { get; }

    /// <summary>Whether a convolution is done by an algorithm that sums neighbouring pixels first.</summary>
    public bool IsFast { get; private init; }

    /// <summary>The emitted code.</summary>
    public string Source { get; }

    /// <summary>Compiles a network.</summary>
    /// <param name="description">The network.</param>
    /// <param name="options">What decides in place of the compiler's estimates; null for nothing.</param>
    /// <exception cref="NetworkCompilationException">The compiler refuses it, or its code is not valid C#.</exception>
    public static CompiledNetwork Compile(NetworkDescription description, CompilerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        CompilationResult result;
        try
        {
            result = NetworkCompiler.Compile(description, new TargetClass(Namespace, default, description.Name), options ?? CompilerOptions.Default);
        }
        catch (NotSupportedException e)
        {
            throw new NetworkCompilationException([e.Message], isRefusal: false);
        }

        if (result.Source is null)
            throw new NetworkCompilationException([.. result.Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => p.Message + ".")], isRefusal: true);

        var parsing = new CSharpParseOptions(LanguageVersion.CSharp12);
        var compilation = CSharpCompilation.Create(
            Namespace + "." + description.Name,
            [
                CSharpSyntaxTree.ParseText($"namespace {Namespace}; public sealed partial class {CSharpText.TypeName(description.Name)};", parsing),
                CSharpSyntaxTree.ParseText(result.Source, parsing, description.Name + ".g.cs"),
            ],
            References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly);
        if (!emitted.Success)
        {
            throw new NetworkCompilationException(
                [.. emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5).Select(d => "The emitted code does not compile: " + d)], isRefusal: false);
        }

        assembly.Position = 0;
        var context = new AssemblyLoadContext(description.Name, isCollectible: true);
        Type type = context.LoadFromStream(assembly).GetType(Namespace + "." + description.Name, throwOnError: true)!;
        return new CompiledNetwork(result.Graph!, result.Source, context, type) { IsFast = result.Plan!.HasFastConvolutions };
    }

    /// <summary>Packs parameters; the runs that follow use them.</summary>
    /// <param name="parameters">The parameters.</param>
    public void Pack(IParameterSource parameters)
    {
        _weights = new float[Constant("WeightsLength")];
        _workspace = new float[Constant("WorkspaceLength")];
        Type.GetMethod("Pack")!.CreateDelegate<PackFunction>()(parameters, _weights);
    }

    /// <summary>Runs the emitted code on one sample.</summary>
    /// <param name="input">The network's inputs, one behind the other.</param>
    /// <param name="output">Takes its outputs, one behind the other.</param>
    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        // The workspace may hold anything, and what is read without having been written must show.
        _workspace.AsSpan().Fill(float.NaN);
        _infer(input, _weights, _workspace, output);
    }

    /// <summary>Lets go of the code.</summary>
    public void Dispose() => _context.Unload();

    private int Constant(string name) => (int)Type.GetField(name)!.GetRawConstantValue()!;

    private static MetadataReference[] FindReferences()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> platform = new[] { "System.Private.CoreLib.dll", "System.Runtime.dll", "System.Collections.dll", "System.Memory.dll", "System.Linq.dll", "System.Runtime.Intrinsics.dll", "System.Runtime.InteropServices.dll", "System.Threading.dll", "netstandard.dll" }
            .Select(name => Path.Combine(runtime, name)).Where(File.Exists);
        return [.. platform.Append(typeof(INetwork<float>).Assembly.Location).Append(typeof(NetworkDescription).Assembly.Location).Select(path => MetadataReference.CreateFromFile(path))];
    }
}
