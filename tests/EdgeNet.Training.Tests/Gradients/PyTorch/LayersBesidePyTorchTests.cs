using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Gradients;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>Outputs, gradients of parameters and inputs, and running statistics beside PyTorch's, layer by layer.</summary>
public sealed class LayersBesidePyTorchTests(ITestOutputHelper output)
{
    /// <summary>Cases that a machine without PyTorch is held to.</summary>
    private static readonly string[] Stored =
    [
        "dense", "conv", "conv-depthwise", "transposed", "max", "avg-ceil", "avg-over-counted-ceil", "batchnorm-vector", "groupnorm-affine",
        "lrn3", "softmax0-log", "prelu", "activation-GELU", "activation-Mish",
    ];

    [Fact]
    public void Every_kind_of_layer_that_can_be_trained_has_a_case()
    {
        Type[] kinds = [.. LayerCases.All.Values.SelectMany(g => g.Nodes).Select(n => n.Layer.GetType()).Distinct()];
        Assert.Empty(typeof(Layer).Assembly.GetTypes().Where(GradientRegistry.Supports).Except(kinds));
    }

    [Fact]
    public void Every_layer_has_the_gradients_of_PyTorch()
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        using var folder = new TestFolder();
        foreach ((string name, NetworkGraph graph) in LayerCases.All)
            new LayerPass(graph).Describe().Write(folder.Path, name);
        PyTorchProgram.Run(folder.Path);
        var differences = new List<string>();
        (string Case, string Tensor, double Error) worst = default;
        foreach ((string name, NetworkGraph graph) in LayerCases.All)
        {
            GradientAnswer expected = PyTorchCase.ReadAnswer(folder.Path, name), found = new LayerPass(graph).Run();
            differences.AddRange(found.Differences(expected).Select(d => $"{name}: {d}"));
            (string tensor, double error) = found.Worst(expected);
            if (error > worst.Error) worst = (name, tensor, error);
        }

        output.WriteLine(FormattableString.Invariant(
            $"{LayerCases.All.Count} cases; {worst.Case}, {worst.Tensor} differs most: {worst.Error:E1}"));
        Assert.True(differences.Count == 0, string.Join("\n", differences));
        StoredAnswers.Check(Stored.ToDictionary(name => name, name => PyTorchCase.ReadAnswer(folder.Path, name)));
    }

    [Fact]
    public void The_stored_answers_of_PyTorch_are_found()
    {
        IReadOnlyDictionary<string, GradientAnswer> answers = StoredAnswers.Read();
        Assert.Equal(Stored.Order(StringComparer.Ordinal), answers.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(answers.SelectMany(a =>
            StoredAnswers.Part(new LayerPass(LayerCases.All[a.Key]).Run()).Differences(a.Value).Select(d => $"{a.Key}: {d}")));
    }
}
