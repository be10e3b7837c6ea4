using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Reference;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Transfer;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Transfer;

public sealed class WeightTransferTests
{
    private static readonly TrainingOptions Options = new() { Seed = 3 };

    /// <summary>Two convolutions with norms behind them, and a classifier.</summary>
    private static readonly NetworkGraph Network = Graph([1, 6, 6],
        ("conv1", new Conv(2, Window([3, 3]), 1, false), ["input"]),
        ("bn1", new BatchNorm(1e-3f, 0.1f), ["conv1"]),
        ("conv2", new Conv(3, Window([3, 3]), 1, true), ["bn1"]),
        ("bn2", new BatchNorm(1e-3f, 0.1f), ["conv2"]),
        ("flat", new Flatten(), ["bn2"]),
        ("fc", new Dense(4, true), ["flat"]));

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    [InlineData("model.module.")]
    public void Layers_are_found_by_their_names(string prefix)
    {
        WeightTransfer transfer = Match(All(name => prefix + name));
        Assert.All(transfer.Layers, layer => Assert.Equal(TransferOutcome.Kept, layer.Outcome));
        Assert.Empty(transfer.Unused);
        IParameterSource parameters = transfer.Parameters(Options);
        foreach ((string name, TensorShape shape) in Network.Parameters()) Assert.Equal(Numbers(name, shape.Length),
            parameters.GetParameter(name).ToArray());
    }

    /// <summary>20,000 characters that are cut 5,000 times would be 100 MB of names.</summary>
    [Fact]
    public void Wrappers_are_taken_off_at_once()
    {
        string prefix = string.Concat(Enumerable.Repeat("net.", 5_000));
        PretrainedTensor[] tensors = [Tensor(prefix + "conv1.weight", 2, 1, 3, 3)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        WeightTransfer transfer = Match(tensors);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Equal(TransferOutcome.Kept, transfer.Layers[0].Outcome);
    }

    [Fact]
    public void Layers_of_other_names_are_found_by_order_and_shape_up_to_the_classifier()
    {
        string[] modules = ["a.0", "a.1", "a.3", "a.4", "head"];
        PretrainedTensor[] tensors = [.. All(name => Renamed(name, modules)).SkipLast(2), Tensor("head.weight", 1000, 12),
            Tensor("head.bias", 1000)];
        WeightTransfer transfer = Match(tensors);
        Assert.Equal(["a.0", "a.1", "a.3", "a.4", null], transfer.Layers.Select(l => l.Module));
        Assert.Equal(["head"], transfer.Unused);
        Assert.Equal(TransferOutcome.Unmatched, transfer.Layers[4].Outcome);
        Assert.Equal(Numbers("conv2.weight", 54), transfer.Parameters(Options).GetParameter("conv2.weight").ToArray());
    }

    [Fact]
    public void A_layer_of_the_same_name_and_another_shape_starts_at_random_and_says_why()
    {
        WeightTransfer transfer = Match([.. All(name => name).SkipLast(2), Tensor("fc.weight", 10, 12), Tensor("fc.bias", 10)]);
        Assert.Equal(new("fc", TransferOutcome.Unmatched, "fc", "weight is 10×12 in the file, 4×12 in the network"), transfer.Layers[4]);
        Assert.NotEqual(0, transfer.Parameters(Options).GetParameter("fc.weight")[0]);
        // What is to be replaced is, though the file has it.
        Assert.Equal(new("fc", TransferOutcome.Replaced, "fc"), Match(All(name => name), "fc").Layers[4]);
    }

    [Theory]
    [InlineData("conv1", "conv2", "fc")]
    [InlineData("n0", "n1", "n2")]
    public void Folded_norms_become_the_identity_with_the_bias(string first, string second, string head)
    {
        PretrainedTensor[] tensors =
        [
            Tensor(first + ".weight", 2, 1, 3, 3), Tensor(first + ".bias", 2), Tensor(second + ".weight", 3, 2, 3, 3),
                Tensor(second + ".bias", 3),
            Tensor(head + ".weight", 4, 3, 2, 2), Tensor(head + ".bias", 4),
        ];
        tensors[4] = Tensor(head + ".weight", 4, 12);
        WeightTransfer transfer = Match(tensors);
        Assert.Equal(
            [TransferOutcome.Kept, TransferOutcome.Folded, TransferOutcome.Kept, TransferOutcome.Folded, TransferOutcome.Kept],
            transfer.Layers.Select(l => l.Outcome));
        NetworkGraph folded = Graph([1, 6, 6],
            (first, new Conv(2, Window([3, 3]), 1, true), ["input"]), (second, new Conv(3, Window([3, 3]), 1, true), [first]),
            ("flat", new Flatten(), [second]), (head, new Dense(4, true), ["flat"]));
        float[] input = Numbers("input", 36);
        float[] expected = new ReferenceNetwork(folded, new Source(tensors)).Run(input);
        float[] found = new ReferenceNetwork(Network, transfer.Parameters(Options)).Run(input);
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-5f * Math.Max(1, Math.Abs(pair.First))));
    }

    [Theory]
    [InlineData("head.bn", 2)]
    [InlineData("bn", 7)]
    public void A_norm_of_another_place_or_size_leaves_the_others_folded(string unused, int channels)
    {
        WeightTransfer transfer = Match(
            [Tensor("conv1.weight", 2, 1, 3, 3), Tensor("conv1.bias", 2), Tensor("fc.weight", 4, 12), .. Norms(channels, unused)]);
        Assert.Equal(new("bn1", TransferOutcome.Folded, "conv1"), transfer.Layers[1]);
        Assert.Equal(Numbers("conv1.bias", 2), transfer.Parameters(Options).GetParameter("bn1.bias").ToArray());
        Assert.Equal([unused], transfer.Unused);
    }

    [Fact]
    public void A_bias_that_may_not_be_folded_is_not_lost_in_silence()
    {
        // Which of three norms is meant is not known, and folded it is not.
        PretrainedTensor[] tensors = [Tensor("conv1.weight", 2, 1, 3, 3), Tensor("conv1.bias", 2), .. Norms(2, "x1", "x2", "x3")];
        WeightTransfer transfer = Match(tensors);
        Assert.Equal(new("conv1", TransferOutcome.Unmatched, "conv1", "has a bias in the file, and none in the network"),
            transfer.Layers[0]);
        Assert.Equal(TransferOutcome.Unmatched, transfer.Layers[1].Outcome);
        Assert.Equal(["conv1", "x1", "x2", "x3"], transfer.Unused);
        // Without a bias nothing is lost.
        Assert.Equal(TransferOutcome.Kept, Match([tensors[0], .. tensors[2..]]).Layers[0].Outcome);
        // A norm that is found by its place in the order takes no bias.
        Assert.Equal([TransferOutcome.Unmatched, TransferOutcome.Kept],
            Match([.. tensors[..2], .. Norms(2, "x1"), Tensor("conv2.weight", 3, 2, 3, 3), .. Norms(3, "bn2"), Tensor("fc.weight", 4, 12)])
                .Layers.Take(2).Select(l => l.Outcome));
    }

    [Fact]
    public void A_file_of_a_quite_different_network_gives_nothing()
    {
        WeightTransfer transfer = Match([Tensor("x.weight", 7, 1, 5, 5), Tensor("y.weight", 4, 12)]);
        Assert.DoesNotContain(transfer.Layers, layer => layer.IsKept);
        Assert.Equal(["x", "y"], transfer.Unused);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_with_their_place()
    {
        PretrainedTensor[] tensors = [.. All(name => name)];
        tensors[0] = new PretrainedTensor("conv1.weight", [2, 1, 3, 3], () => [.. new float[17], float.NaN]);
        string message = Assert.Throws<WeightsException>(() => Match(tensors).Parameters(Options)).Message;
        Assert.Equal("file.pth: tensor 'conv1.weight': expected finite numbers, found NaN at element 17.", message);
    }

    [Fact]
    public void The_weights_of_a_file_of_PyTorch_are_taken()
    {
        using var folder = new TestFolder();
        NetworkGraph graph = Graph([1, 4, 4],
            ("conv", new Conv(2, Window([3, 3]), 1, false), ["input"]), ("norm", new BatchNorm(1e-5f, 0.1f), ["conv"]),
            ("flat", new Flatten(), ["norm"]), ("output", new Dense(3, true), ["flat"]));
        using PretrainedFile file = PretrainedFile.Open(folder.Write("state.pth", PthFiles.Read("state.pth")));
        WeightTransfer transfer = WeightTransfer.Match(graph, file, []);
        Assert.Equal(["conv", "norm", "fc"], transfer.Layers.Select(l => l.Module));
        Assert.Equal(4.125f, transfer.Parameters(Options).GetParameter("output.bias")[2]);
    }

    [Theory]
    [InlineData("*", "conv1 bn1 conv2 bn2")]
    [InlineData("conv*", "conv1 conv2")]
    [InlineData("*n*2", "conv2 bn2")]
    [InlineData("until:bn1", "conv1 bn1")]
    [InlineData("until:flat", "conv1 bn1 conv2 bn2")]
    [InlineData("*, except:conv2,except:until:conv1", "bn1 bn2")]
    [InlineData("except:bn*", "conv1 conv2")]
    public void Patterns_name_layers_that_were_kept(string patterns, string layers) =>
        Assert.Equal(layers.Split(' '),
            FrozenLayers.Find(patterns, Network, Match(All(name => name), "fc")).OrderBy(l =>
                Array.IndexOf(["conv1", "bn1", "conv2", "bn2"], l)));

    [Fact]
    public void Patterns_that_fit_nothing_or_random_layers_are_refused()
    {
        WeightTransfer transfer = Match(All(name => name), "fc");
        Assert.Equal("'fc': that layer starts from random weights; frozen, it would stay random.", Message("fc"));
        Assert.Equal("'conv3': there is no such layer with weights; there are conv1, bn1, conv2, bn2, fc.", Message("conv1,conv3"));
        Assert.StartsWith("'until:x'", Message("until:x"), StringComparison.Ordinal);
        foreach (string none in (string[])["f*", ",", "", "*,except:*", "bn1,except:bn1"])
            Assert.Equal($"'{none}': expected layers with kept weights, found none to freeze; kept are conv1, bn1, conv2, bn2.",
                Message(none));
        Assert.StartsWith("'except:x*'", Message("*,except:x*"), StringComparison.Ordinal);

        string Message(string patterns) => Assert.Throws<TrainingException>(() => FrozenLayers.Find(patterns, Network, transfer)).Message;
    }

    private static WeightTransfer Match(IReadOnlyList<PretrainedTensor> tensors, params string[] replaced) =>
        WeightTransfer.Match(Network, new PretrainedFile("file.pth", tensors), replaced);

    private static PretrainedTensor[] All(Func<string, string> rename) =>
        [.. Network.Parameters().Select(p =>
            new PretrainedTensor(rename(p.Name), [.. p.Shape.Dimensions], () => Numbers(p.Name, p.Shape.Length)))];

    private static string Renamed(string name, string[] modules)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return modules[Array.IndexOf(["conv1", "bn1", "conv2", "bn2", "fc"], name[..dot])] + name[dot..];
    }

    private static PretrainedTensor[] Norms(int channels, params string[] names) =>
        [.. names.SelectMany(name => (string[])[".weight", ".bias", ".running_mean", ".running_var"],
            (name, role) => Tensor(name + role, channels))];

    private static PretrainedTensor Tensor(string name, params int[] shape) =>
        new(name, shape, () => Numbers(name, shape.Aggregate(1, (product, size) => product * size)));

    private static float[] Numbers(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i =>
            (name.Length * 37 + i * 11) % 23 / 23f + (name.EndsWith("var", StringComparison.Ordinal) ? 0.5f : 0))];

    private sealed class Source(PretrainedTensor[] tensors) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) => tensors.Single(t => t.Name == name).Read();
    }
}
