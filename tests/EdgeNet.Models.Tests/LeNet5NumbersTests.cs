using System.Globalization;
using System.Reflection;
using EdgeNet.Compiler.Graph;
using EdgeNet.Tests.Shared;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Synthetic;
using Xunit.Abstractions;

namespace EdgeNet.Models.Tests;

/// <summary>The committed weights in the committed code, against the plain scalar reference and the test set.</summary>
public class LeNet5NumbersTests(ITestOutputHelper output)
{
    private const float Tolerance = 1e-5f;
    private const double LargestError = 0.0045;

    /// <summary>Every width's code runs on every machine: what the hardware lacks, the runtime does in software.</summary>
    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void Every_width_matches_the_scalar_reference_on_handwriting(int bits)
    {
        using SafetensorsFile weights = Weights();
        var packed = new float[LeNet5.WeightsLength];
        LeNet5.Pack(weights, packed);
        var infer = typeof(LeNet5).GetMethod("Infer" + bits.ToString(CultureInfo.InvariantCulture), BindingFlags.Static | BindingFlags.NonPublic)!
            .CreateDelegate<InferFunction>();
        var workspace = new float[LeNet5.WorkspaceLength];
        CheckAgainstReference(weights, (input, result) => infer(input, packed, workspace, result));
    }

    [Fact]
    public void The_instance_matches_the_scalar_reference_on_handwriting()
    {
        using SafetensorsFile weights = Weights();
        using LeNet5 network = LeNet5.LoadEmbedded();
        CheckAgainstReference(weights, (input, result) => network.Infer(input, result));
    }

    [Fact]
    public void Errs_on_at_most_45_of_ten_thousand_test_digits()
    {
        if (SharedData.Find("mnist") is not { } folder)
        {
            output.Skip("MNIST is not on this machine.");
            return;
        }

        ImageSet test = MnistFolder.Read(folder, LeNet5.NetworkInfo.InputShape).Test!;
        Assert.Equal(10_000, test.Count);
        EvaluationResult result = Evaluator.Evaluate(LeNet5.LoadEmbedded, test);
        output.WriteLine($"{result.Samples - result.Correct} of {result.Samples} wrong.");
        Assert.InRange(result.Error, 0, LargestError);
    }

    private static SafetensorsFile Weights() => EmbeddedWeights.Open(typeof(LeNet5).Assembly, "LeNet5.safetensors");

    private static void CheckAgainstReference(SafetensorsFile weights, Action<float[], float[]> infer)
    {
        NetworkGraph graph = GraphBuilder.Build(LeNet5.Description, out _)!;
        var reference = new ReferenceNetwork(graph, weights);
        foreach (float[] input in Digits(40))
        {
            var actual = new float[10];
            infer(input, actual);
            float[] expected = reference.Run(input);
            for (int i = 0; i < 10; i++) Assert.Equal(expected[i], actual[i], Tolerance);
        }
    }

    /// <summary>MNIST's test digits where they are at hand, else the project's own handwriting.</summary>
    private static IEnumerable<float[]> Digits(int count)
    {
        IReadOnlyList<int> shape = LeNet5.NetworkInfo.InputShape;
        ImageSet digits = SharedData.Find("mnist") is { } folder
            ? MnistFolder.Read(folder, shape).Test!
            : SyntheticDigits.Create(shape, train: 10, test: count).Test!;
        for (int i = 0; i < count; i++)
        {
            var input = new float[LeNet5.InputLength];
            digits.Read(i, input);
            yield return input;
        }
    }
}
