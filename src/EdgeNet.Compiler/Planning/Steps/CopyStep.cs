using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Copies elements from where they lie to where they are needed: layouts, transposes, slices, joins, repetitions.</summary>
/// <param name="Name">The node that needs it.</param>
/// <param name="Input">The tensor; its offset is the first element copied.</param>
/// <param name="Output">The tensor that is written, or of which a part is; its offset is the first element written.</param>
/// <param name="Loops">The loops, outermost first.</param>
public sealed record CopyStep(string Name, Operand Input, Operand Output, EquatableArray<CopyLoop> Loops) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Copy";

    /// <inheritdoc/>
    public override string Summary
    {
        get
        {
            CopyLoop innermost = Loops[Loops.Count - 1];
            bool isRun = innermost is { InputStride: 1, OutputStride: 1, Table.Count: 0 };
            return $"{Input.Layout} → {Output.Layout}{(isRun ? $" in runs of {innermost.Count}" : "")}";
        }
    }

    /// <summary>A copy between views of equal sizes.</summary>
    /// <param name="name">The node that needs it.</param>
    /// <param name="input">The tensor.</param>
    /// <param name="from">What of it is copied.</param>
    /// <param name="output">The tensor that is written.</param>
    /// <param name="to">Where in it the elements go.</param>
    public static CopyStep Of(string name, Operand input, TensorView from, Operand output, TensorView to) => new(
        name, input with { Offset = input.Offset + from.Offset }, output with { Offset = output.Offset + to.Offset },
        StridedNest.Of(from, to).Loops.Select(l => new CopyLoop(l.Count, l.Strides[0], l.Strides[1], default)).ToArray());

    /// <summary>A copy along axes of which some are gathered by tables.</summary>
    /// <param name="name">The node that needs it.</param>
    /// <param name="input">The tensor.</param>
    /// <param name="output">The tensor that is written.</param>
    /// <param name="loops">A loop for each axis.</param>
    public static CopyStep Of(string name, Operand input, Operand output, IEnumerable<CopyLoop> loops)
    {
        var merged = new List<CopyLoop>();
        foreach (CopyLoop loop in loops.Where(l => l.Count > 1 || l.Table.Count > 0).OrderByDescending(l => Math.Abs(l.OutputStride)))
        {
            CopyLoop? outer = merged.LastOrDefault();
            bool joins = outer is { Table.Count: 0 } && loop.Table.Count == 0
                && outer.InputStride == loop.InputStride * loop.Count && outer.OutputStride == loop.OutputStride * loop.Count;
            if (joins) merged[merged.Count - 1] = loop with { Count = outer!.Count * loop.Count };
            else merged.Add(loop);
        }

        if (merged.Count == 0) merged.Add(new(1, 1, 1, default));
        return new(name, input, output, merged.ToArray());
    }
}
