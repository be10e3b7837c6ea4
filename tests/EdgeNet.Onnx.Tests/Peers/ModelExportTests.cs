using System.Reflection;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Measuring.Peers;
using EdgeNet.Models;
using Xunit.Abstractions;

namespace EdgeNet.Onnx.Tests.Peers;

/// <summary>Every class of EdgeNet.Models and EdgeNet.Models.Large: what ONNX Runtime makes of its export, against the generated code.</summary>
public class ModelExportTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-4;

    /// <summary>Differences are relative to the output, or to this share of the largest output where it is smaller.</summary>
    private const double Small = 0.01;

    private static IEnumerable<Type> Types =>
        new[] { typeof(LeNet5), typeof(AlexNet) }.SelectMany(t => t.Assembly.GetExportedTypes()).Where(t => t.IsAssignableTo(typeof(INetwork<float>)));

    public static TheoryData<string> Models() => [.. Types.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Exported_models_give_the_generated_codes_answers(string model)
    {
        Type type = Types.Single(t => t.Name == model);
        typeof(ModelExportTests).GetMethod(nameof(Compare), BindingFlags.NonPublic | BindingFlags.Instance)!
            .MakeGenericMethod(type).Invoke(this, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private void Compare<T>()
        where T : ICompiledNetwork<T>
    {
        NetworkDescription description = T.Description;
        NetworkGraph graph = GraphBuilder.Build(description, out _)!;
        var parameters = new RandomParameters(T.NetworkInfo, 1);
        using INetwork<float> network = T.Create(parameters);
        using OnnxRuntimeSession session = Peer.Create(graph, parameters);
        var random = new Random(2);
        float[] input = [.. Enumerable.Range(0, network.Info.InputLength).Select(_ => (float)(2 * random.NextDouble() - 1))];
        float[] expected = new float[network.Info.OutputLength];
        network.Infer(input, expected);
        int start = 0;
        foreach ((Node node, int i) in graph.Inputs.Select((n, i) => (n, i)))
            input.AsSpan(start..(start += node.Shape.Length)).CopyTo(session.Input(i));
        session.Run();
        float[] found = [.. graph.Outputs.SelectMany((_, i) => session.Output(i).ToArray())];

        double largest = expected.Max(v => Math.Abs((double)v));
        double worst = expected.Zip(found, (e, f) => Math.Abs((double)e - f) / Math.Max(Math.Abs(e), Small * largest)).Max();
        output.WriteLine(FormattableString.Invariant($"{typeof(T).Name}: largest relative difference {worst:0.0e+0}"));
        Assert.True(worst <= Tolerance, FormattableString.Invariant($"largest relative difference {worst}"));
    }
}
