using System.Reflection;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Losses;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>The loss, every gradient and the running statistics of a batch of each network that ships, beside PyTorch's.</summary>
public sealed class NetworksBesidePyTorchTests(ITestOutputHelper output)
{
    /// <summary>No multiple of the samples that run together, so that lanes stay empty.</summary>
    private const int Samples = 9;

    /// <summary>Pictures that are smaller than the networks' own: the same layers in seconds.</summary>
    private static readonly Dictionary<string, int[]> Smaller = new()
    {
        [nameof(AlexNet)] = [3, 67, 67],
        [nameof(ResNet18)] = [3, 64, 64],
        [nameof(ResNet50)] = [3, 64, 64],
    };

    /// <summary>
    /// Where float32 does not tell more: on such a batch PyTorch's own gradients in float32 differ from those in double precision by 1.2e-4.
    /// </summary>
    private static readonly Dictionary<string, double> Tolerances = new() { [nameof(ResNet50)] = 3e-4 };

    public static TheoryData<string> Names =>
    [
        .. new[] { typeof(LeNet5).Assembly, typeof(AlexNet).Assembly }.SelectMany(a => a.GetExportedTypes()).Where(IsNetwork)
            .Select(t => t.AssemblyQualifiedName!),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_network_has_the_gradients_of_PyTorch(string network)
    {
        if (!PyTorchProgram.IsThere)
        {
            output.SkipForProgram(PyTorchProgram.Missing);
            return;
        }

        Type type = Type.GetType(network)!;
        var description = (NetworkDescription)type.GetProperty("Description", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        if (Smaller.TryGetValue(type.Name, out int[]? shape))
            description = description with { Inputs = new[] { new InputDescription(description.Inputs[0].Name, shape) } };
        NetworkGraph graph = GraphBuilder.Build(description, out _)!;
        var pass = new BatchPass(graph, Samples);
        bool isSequence = BatchPass.IsSequence(graph);
        using var folder = new TestFolder();
        pass.Describe(isSequence ? pass.Transcribe() : pass.Classify(LossKind.CrossEntropy)).Write(folder.Path, "network");
        PyTorchProgram.Run(folder.Path);
        GradientAnswer expected = PyTorchCase.ReadAnswer(folder.Path, "network");
        GradientAnswer found = pass.Run(
            isSequence ? new SequenceLoss(pass.Network, 2) : new LossFunction(LossKind.CrossEntropy, pass.Network, 0));
        (string tensor, double error) = found.Worst(expected);
        output.WriteLine(FormattableString.Invariant(
            $"{type.Name}: loss {found.Loss:R}, PyTorch {expected.Loss:R}; {tensor} differs most: {error:E1}"));
        Assert.Empty(found.Differences(expected, Tolerances.GetValueOrDefault(type.Name, GradientAnswer.Tolerance)));
    }

    /// <summary>
    /// Networks that learn by back-propagation. A neocognitron does not; its quotients of random weights have poles, near which float32
    /// tells no gradient. Its kinds of layers are held to PyTorch one by one.
    /// </summary>
    private static bool IsNetwork(Type type) => type != typeof(Neocognitron)
        && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICompiledNetwork<>));
}
