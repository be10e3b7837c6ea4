using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Networks of which everything that can be is done in the smallest bands of rows, against the plain scalar reference.</summary>
public class StreamedNetworkTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Streamed_networks_match_the_scalar_reference_at_every_width(int part)
    {
        int[] seeds = [.. Enumerable.Range(part * 30, 30)];
        IReadOnlyList<EmittedNetwork> networks = EmittedNetwork.CompileAll([.. seeds.Select(RandomImageGraphs.Create)], StreamingMode.Everywhere);
        for (int i = 0; i < networks.Count; i++)
            EmittedCheck.One(networks[i], samples: 2, with512: Vector512.IsHardwareAccelerated || i % 10 == 0);
        Assert.True(networks.Count(n => n.Plan.Steps.OfType<StreamStep>().Any()) > networks.Count / 2);
        Assert.Contains(networks, n => n.Plan.Steps.OfType<StreamStep>().Any(s => s.Parts.Any(p => p.Count > 1)));
    }

    [Fact]
    public void Networks_of_every_rank_match_the_scalar_reference_where_parts_of_them_are_streamed()
    {
        int[] seeds = [.. Enumerable.Range(200, 24)];
        IReadOnlyList<EmittedNetwork> networks = EmittedNetwork.CompileAll([.. seeds.Select(RandomNetworks.Create)], StreamingMode.Everywhere);
        for (int i = 0; i < networks.Count; i++)
            EmittedCheck.One(networks[i], samples: 1, with512: Vector512.IsHardwareAccelerated || i % 12 == 0);
    }
}
