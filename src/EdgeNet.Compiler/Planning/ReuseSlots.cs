namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Keeps values in registers that straight-line code uses several times: of what does not fit, that goes whose next use is farthest
/// (Belady 1966).
/// </summary>
internal static class ReuseSlots
{
    /// <summary>Assigns a slot to each use.</summary>
    /// <param name="uses">The values in the order of their uses.</param>
    /// <param name="together">A slot keeps its value while the next uses, up to so many with its own, are assigned.</param>
    /// <param name="slots">The slots, as many as <paramref name="together"/> or more.</param>
    /// <returns>For each use the slot that holds its value, and whether it must be loaded first.</returns>
    public static IReadOnlyList<(int Slot, bool Load)> Assign(IReadOnlyList<int> uses, int together, int slots)
    {
        var nextUse = new int[uses.Count];
        var next = new Dictionary<int, int>();
        for (int i = uses.Count - 1; i >= 0; i--)
        {
            nextUse[i] = next.TryGetValue(uses[i], out int later) ? later : int.MaxValue;
            next[uses[i]] = i;
        }

        // Of each slot: when its value is next used (never, where it is free), and when it was last used.
        var held = new (int Next, int Last)[slots];
        for (int slot = 0; slot < slots; slot++) held[slot] = (int.MaxValue, -together);
        var assigned = new (int Slot, bool Load)[uses.Count];
        for (int i = 0; i < uses.Count; i++)
        {
            int slot = Array.FindIndex(held, h => h.Next == i);
            assigned[i].Load = slot < 0;
            if (slot < 0)
            {
                for (int s = 0; s < slots; s++)
                    if (i - held[s].Last >= together && (slot < 0 || held[s].Next > held[slot].Next)) slot = s;
            }

            assigned[i].Slot = slot;
            held[slot] = (nextUse[i], i);
        }

        return assigned;
    }

    /// <summary>The slots that an assignment uses.</summary>
    public static IEnumerable<int> Used(IEnumerable<(int Slot, bool Load)> assigned) => assigned.Select(a => a.Slot).Distinct().OrderBy(s => s);
}
