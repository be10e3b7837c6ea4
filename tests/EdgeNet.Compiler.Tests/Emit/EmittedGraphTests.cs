namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Emitted code of random graphs with branches against the plain scalar reference.</summary>
public class EmittedGraphTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Random_graphs_match_the_scalar_reference_at_every_width(int part) =>
        EmittedCheck.All(Enumerable.Range(part * 24, 24).Select(RandomGraphs.Create));
}
