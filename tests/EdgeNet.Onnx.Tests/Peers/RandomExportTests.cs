using EdgeNet.Compiler.Graph;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx.Reference;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Onnx.Tests.Peers;

/// <summary>What ONNX Runtime makes of exported networks, against the scalar reference.</summary>
public class RandomExportTests
{
    private const float Tolerance = 1e-5f;

    [Fact]
    public void Exported_networks_give_the_references_answers()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            (NetworkGraph graph, RandomParameters parameters, float[] input) = RandomGraph.Create(seed);
            float[] expected = new ReferenceNetwork(graph, parameters).Run(input);
            try
            {
                AssertClose(expected, Run(graph, parameters, input));
            }
            catch (Exception e)
            {
                string network = string.Join("\n", graph.Nodes.Select(n => $"{n.Name}: {n.Layer.Kind} {n.Layer.Settings} → {n.Shape}"));
                throw new InvalidOperationException($"{e.Message}\n{network}", e);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(100_000));
    }

    private static float[] Run(NetworkGraph graph, RandomParameters parameters, float[] input)
    {
        using OnnxRuntimeSession session = Peer.Create(graph, parameters);
        input.CopyTo(session.Input());
        session.Run();
        return session.Output().ToArray();
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            bool close = Math.Abs(expected[i] - found[i]) <= Tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(close, $"Element {i}: expected {expected[i]}, found {found[i]}.");
        }
    }
}
