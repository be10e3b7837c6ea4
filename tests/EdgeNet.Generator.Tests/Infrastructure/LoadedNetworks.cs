using System.Reflection;
using System.Runtime.Loader;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Onnx.Reference;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace EdgeNet.Generator.Tests.Infrastructure;

/// <summary>Networks as a user gets them: attributes → generator → compiler → assembly in memory.</summary>
internal sealed class LoadedNetworks : IDisposable
{
    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);
    private readonly Assembly _assembly;

    public LoadedNetworks(GeneratorRun run)
    {
        using var image = new MemoryStream();
        EmitResult result = run.Output.Emit(image);
        Assert.Empty(result.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Info).Take(10));
        Assert.True(result.Success);
        image.Position = 0;
        _assembly = _context.LoadFromStream(image);
    }

    /// <summary>Runs a network with random weights on random inputs and holds it against the scalar reference of its own description.</summary>
    /// <param name="type">The class's metadata name.</param>
    /// <param name="typeArguments">The type arguments of generic types around it.</param>
    public void AssertAgreesWithReference(string type, params Type[] typeArguments)
    {
        Type network = _assembly.GetType(type, throwOnError: true)!;
        if (network.IsGenericTypeDefinition) network = network.MakeGenericType(typeArguments);
        typeof(LoadedNetworks).GetMethod(nameof(AssertAgrees), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(network).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null);
    }

    /// <summary>What a network says of itself.</summary>
    public NetworkDescription DescriptionOf(string type) =>
        (NetworkDescription)_assembly.GetType(type, throwOnError: true)!.GetProperty("Description")!.GetValue(null)!;

    public void Dispose() => _context.Unload();

    private static void AssertAgrees<T>()
        where T : ICompiledNetwork<T>
    {
        NetworkGraph graph = GraphBuilder.Build(T.Description, out _)!;
        Assert.Equal(Fingerprint.Of(graph), T.NetworkInfo.Fingerprint);
        Assert.Equal(graph.InputShape.Dimensions, T.NetworkInfo.InputShape);
        Assert.Equal(graph.OutputShape.Dimensions, T.NetworkInfo.OutputShape);
        Assert.Equal(
            graph.Parameters().Select(p => $"{p.Name} {p.Shape}"),
            T.NetworkInfo.Parameters.Select(p => $"{p.Name} {string.Join("×", p.Shape)}"));

        var random = new Random(2);
        for (int seed = 0; seed < 3; seed++)
        {
            var parameters = new RandomParameters(T.NetworkInfo, seed);
            using T network = T.Create(parameters);
            float[] input = [.. Enumerable.Range(0, T.NetworkInfo.InputLength).Select(_ => (float)(2 * random.NextDouble() - 1))];
            float[] expected = new ReferenceNetwork(graph, parameters).RunAll(input);
            float[] found = new float[T.NetworkInfo.OutputLength];
            network.Infer(input, found);
            Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 1e-5f));
        }
    }
}
