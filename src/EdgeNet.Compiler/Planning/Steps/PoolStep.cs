using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>A pooling of its own, over a volume that was padded where a window reaches past a border.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The volume; channels first, it lies in phases as a <see cref="PadStep"/> prepared it.</param>
/// <param name="Output">The pooled volume, in the input's order.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Window">The window, over three axes.</param>
/// <param name="Phases">Input columns between neighbouring lanes, where the lanes run over columns.</param>
/// <param name="Counts">For an average: the taps that count in the divisor.</param>
public sealed record PoolStep(string Name, Operand Input, Operand Output, Layer Layer, Window Window, int Phases, WindowCounts? Counts)
    : Step(Name, Input, Output)
{
    /// <summary>Whether it takes the maximum.</summary>
    public bool IsMax => Layer is MaxPool or GlobalPool { Function: PoolFunction.Max };

    /// <summary>The norm of an <see cref="LpPool"/>; 0 for others.</summary>
    public int Norm => Layer is LpPool pool ? pool.P : 0;

    /// <inheritdoc/>
    public override string Kind => Layer.Kind;

    /// <inheritdoc/>
    public override string Summary => $"{Layer.Settings}{(Layer.Settings.Length > 0 ? ", " : "")}lanes over {(Input.Layout.IsChannelsLast ? "channels" : "columns")}";
}
