using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using static EdgeNet.Tests.Shared.TestGraphs;

namespace EdgeNet.Training.Tests.Gradients;

public class DivergenceSearchTests
{
    private static readonly NetworkGraph Network = Graph([4],
        ("first", new Dense(3, true), ["input"]),
        ("exp", new Activate(new(Activation.Exp)), ["first"]),
        ("second", new Dense(2, true), ["exp"]),
        ("softmax", new Softmax(), ["second"]));

    [Fact]
    public void Outputs_past_all_numbers_are_found_where_they_begin()
    {
        ParameterSet parameters = Parameters(Network, 0.1f);
        parameters.Slot("first.bias").Fill(200);
        Assert.Contains("layer 'exp': its outputs", Find(Network, parameters, [0, 0, 0, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_layer_whose_weights_are_spoiled_is_where_it_began()
    {
        ParameterSet parameters = Parameters(Network, 0.1f);
        parameters.Slot("first.weight")[2] = float.NaN;
        Assert.Contains("layer 'first': its weight has grown", Find(Network, parameters, [0, 0, 0, 0]), StringComparison.Ordinal);
        parameters.Slot("second.bias")[0] = float.PositiveInfinity;
        Assert.Contains("layer 'second': its bias", Find(Network, parameters, [0, 0, 0, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void Data_are_blamed_where_it_is_theirs() =>
        Assert.Contains("in the data: sample 0", Find(Network, Parameters(Network, 0.1f), [0, float.NaN, 0, 0]), StringComparison.Ordinal);

    [Fact]
    public void A_gradient_past_all_numbers_is_found_too()
    {
        // √x has an endless slope at 0, and a finite value.
        NetworkGraph graph = Graph([4],
            ("first", new Dense(3, true), ["input"]),
            ("root", new Activate(new(Activation.Sqrt)), ["first"]),
            ("second", new Dense(2, true), ["root"]),
            ("softmax", new Softmax(), ["second"]));
        ParameterSet parameters = Parameters(graph, 0.1f);
        // Two outputs that differ: else their gradients cancel before the root.
        parameters.Slot("second.weight")[..3].Fill(1);
        Assert.Contains("layer 'first': the gradient of its ", Find(graph, parameters, [0, 0, 0, 0]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_whole_batch_of_a_batch_norm_is_run_again()
    {
        NetworkGraph graph = Graph([4],
            ("first", new Dense(3, true), ["input"]),
            ("norm", new BatchNorm(1e-5f, 0.1f), ["first"]),
            ("exp", new Activate(new(Activation.Exp)), ["norm"]),
            ("second", new Dense(2, true), ["exp"]));
        ParameterSet parameters = Parameters(graph, 0.1f);
        parameters.Slot("norm.bias").Fill(200);
        Assert.Contains("layer 'exp'", Find(graph, parameters, [1, 2, 3, 4]), StringComparison.Ordinal);
    }

    private static string Find(NetworkGraph graph, ParameterSet parameters, float[] sample)
    {
        var network = new NetworkGradient(graph);
        float[] values = [.. Enumerable.Range(0, 20).SelectMany(_ => sample)];
        var images = new ImageSet([4], values, new int[20]);
        var samples = new TrainingSamples(new Dataset("d", ["a", "b"], images), null, 1);
        return new DivergenceSearch(network, new LossFunction(LossKind.CrossEntropy, network, 0))
            .Find(parameters, samples, Enumerable.Range(0, 20).ToArray(), epochKey: 1);
    }

    private static ParameterSet Parameters(NetworkGraph graph, float value)
    {
        var parameters = new ParameterSet(new NetworkGradient(graph).Parameters);
        parameters.Values.Fill(value);
        foreach (ParameterSlot slot in parameters.Layout.Slots.Where(s => s.Role == "bias")) parameters.Slot(slot.Name).Clear();
        if (graph.Nodes.Any(n => n.Name == "root")) parameters.Slot("first.weight").Clear();
        return parameters;
    }
}
