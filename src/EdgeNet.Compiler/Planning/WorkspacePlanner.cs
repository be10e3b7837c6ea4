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

    private static bool Overlap(PlannedBuffer a, PlannedBuffer b) => a.FirstStep <= b.LastStep && b.FirstStep <= a.LastStep;
}
