using EdgeNet.Compiler.Graph;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Tests.Gradients;

public sealed class BatchGradientTests
{
    /// <summary>Convolutions of every way, batch norms, sums, poolings: nothing is left for the garbage collector, batch after batch.</summary>
    [Fact]
    public void A_batch_allocates_nothing()
    {
        Check(TinyNetwork.Graph());
        Check(GraphBuilder.Build(ResidualNetwork.Description, out _)!);

        static void Check(NetworkGraph graph)
        {
            byte[] pixels = new byte[20 * graph.InputShape.Length];
            new Random(1).NextBytes(pixels);
            var data = new Dataset(
                "d", [.. "0123456789".Select(c => c.ToString())],
                new ImageSet([.. graph.InputShape.Dimensions], pixels, [.. Enumerable.Range(0, 20).Select(i => i % 10)]));
            var network = new NetworkGradient(graph);
            var parameters = new ParameterSet(network.Parameters);
            Initializer.Draw(graph, parameters, Initialization.Automatic, 1);
            using var team = new WorkerTeam(1);
            var gradient = new BatchGradient(network, new LossFunction(LossKind.CrossEntropy, network, 0), team);
            var samples = new TrainingSamples(data, null, 1);
            int[] batch = [.. Enumerable.Range(0, 20)];
            Assert.Equal(0, Allocations.Least(() => gradient.Run(parameters, samples, batch, 1)));
        }
    }
}
