using EdgeNet.Compiler.Graph;
using static EdgeNet.Compiler.Emit.ActivationText;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Tiles;

/// <summary>What happens to a tile's accumulators in registers after the last tap.</summary>
internal static class TileFinish
{
    /// <summary>Pools accumulators into the first of them, adds to it and activates it.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="vector">The vector type.</param>
    /// <param name="accumulators">The accumulators of one pooling window.</param>
    /// <param name="activation">The activation.</param>
    /// <param name="residual">What is added before the activation, or null.</param>
    /// <returns>The variable that holds the result.</returns>
    public static string Write(SourceWriter writer, string vector, IReadOnlyList<string> accumulators, ActivationFunction activation, string? residual = null)
    {
        string a = accumulators[0];
        foreach (string other in accumulators.Skip(1)) writer.Line($"{a} = {Max(vector, a, other)};");
        if (residual is not null) writer.Line($"{a} += {residual};");
        if (activation != default) writer.Line($"{a} = {Activate(vector, activation, a)};");
        return a;
    }
}
