namespace EdgeNet.Compiler.Planning;

/// <summary>Gives buffers places in one workspace: two buffers share elements only where no step needs both.</summary>
internal static class WorkspacePlanner
{
    /// <summary>Buffers start on cache lines.</summary>
    private const int Alignment = 16;

    /// <summary>Places the largest buffers first, each at the lowest offset that is free throughout its life.</summary>
    /// <param name="buffers">The buffers; those outside the workspace keep offset 0.</param>
    /// <param name="length">Elements of the workspace.</param>
    public static IReadOnlyList<PlannedBuffer> Place(IReadOnlyList<PlannedBuffer> buffers, out int length)
    {
        PlannedBuffer[] placed = [.. buffers];
        var done = new List<PlannedBuffer>();
        length = 0;
        foreach (int index in Enumerable.Range(0, placed.Length).Where(i => placed[i].Storage == Storage.Workspace)
            .OrderByDescending(i => placed[i].Length).ThenBy(i => i))
        {
            PlannedBuffer buffer = placed[index];
            int offset = 0;
            foreach (PlannedBuffer other in done.Where(o => Overlap(o, buffer)).OrderBy(o => o.Offset))
            {
                if (offset + buffer.Length <= other.Offset) break;
                offset = Math.Max(offset, Align(other.Offset + other.Length));
            }

            placed[index] = buffer with { Offset = offset };
            done.Add(placed[index]);
            length = Math.Max(length, checked(offset + buffer.Length));
        }

        return placed;
    }

    /// <summary>Rounds up to a cache line.</summary>
    public static int Align(int length) => checked((length + Alignment - 1) / Alignment * Alignment);

    /// <summary>Buffers with the lives that steps give them; what no step touches is nowhere.</summary>
    /// <param name="buffers">The buffers.</param>
    /// <param name="steps">The steps.</param>
    public static PlannedBuffer[] Live(IReadOnlyList<PlannedBuffer> buffers, IReadOnlyList<Step> steps)
    {
        int[] first = [.. buffers.Select(_ => int.MaxValue)], last = [.. buffers.Select(_ => -1)];
        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Operand operand in steps[i].Inputs.Concat(steps[i].Scratch).Append(steps[i].Output))
            {
                first[operand.Buffer] = Math.Min(first[operand.Buffer], i);
                last[operand.Buffer] = i;
            }
        }

        return [.. buffers.Select((b, i) => last[i] >= 0 ? b with { FirstStep = first[i], LastStep = last[i] }
            : b.Storage == Storage.Workspace ? b with { Storage = Storage.None, Length = 0, Offset = 0 } : b)];
    }

    private static bool Overlap(PlannedBuffer a, PlannedBuffer b) => a.FirstStep <= b.LastStep && b.FirstStep <= a.LastStep;
}
