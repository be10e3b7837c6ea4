using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Leaves out borders that are still there: an earlier tensor had the same place, and what lies around it was not written since.</summary>
internal static class BorderReuse
{
    /// <summary>The plan without the steps that fill a border again.</summary>
    /// <param name="plan">The plan, with its buffers in their places.</param>
    public static ExecutionPlan Apply(ExecutionPlan plan)
    {
        var filled = new List<(Region Inside, Region Around, Border Border)>();
        var steps = new List<Step>();
        foreach (Step step in plan.Steps)
        {
            if (step is BorderStep border)
            {
                Region inside = Region.Of(plan, border.Output), around = Region.Of(plan, border.Border.Around(border.Output));
                if (filled.Contains((inside, around, border.Border))) continue;
                filled.RemoveAll(f => f.Around.Overlaps(around));
                filled.Add((inside, around, border.Border));
            }
            else
            {
                // What bands fill around their tensors may be another border in the same place.
                if (step is StreamStep stream)
                {
                    foreach (BorderStep inner in stream.Parts.SelectMany(p => p.Steps).OfType<BorderStep>())
                        filled.RemoveAll(f => f.Around.Overlaps(Region.Of(plan, inner.Border.Around(inner.Output))));
                }

                foreach (Operand written in step.Scratch.Append(step.Output))
                {
                    Region region = Region.Of(plan, written), buffer = Region.OfBuffer(plan, written);
                    // Writing the tensor leaves its border alone.
                    filled.RemoveAll(f => f.Inside != region && f.Around.Overlaps(buffer));
                }
            }

            steps.Add(step);
        }

        return steps.Count == plan.Steps.Count ? plan : plan with { Steps = steps, Buffers = WorkspacePlanner.Live(plan.Buffers, steps) };
    }

    /// <summary>Elements of a storage.</summary>
    /// <param name="Storage">The span that they lie in.</param>
    /// <param name="First">The first of them.</param>
    /// <param name="Length">Elements from the first to the last.</param>
    /// <param name="Layout">How they lie; null for all of a buffer.</param>
    private sealed record Region(Storage Storage, int First, int Length, TensorLayout? Layout)
    {
        public static Region Of(ExecutionPlan plan, Operand operand) =>
            new(plan.Buffers[operand.Buffer].Storage, plan.Buffers[operand.Buffer].Offset + operand.Offset, operand.Layout.Length, operand.Layout);

        public static Region OfBuffer(ExecutionPlan plan, Operand operand)
        {
            PlannedBuffer buffer = plan.Buffers[operand.Buffer];
            return new(buffer.Storage, buffer.Offset, buffer.Length, null);
        }

        public bool Overlaps(Region other) => Storage == other.Storage && First < other.First + other.Length && other.First < First + Length;
    }
}
