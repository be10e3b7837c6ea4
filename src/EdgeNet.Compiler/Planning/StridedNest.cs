using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>Loops that walk several tensors of equal sizes at once, outermost first; at least one.</summary>
/// <param name="Loops">The loops.</param>
public sealed record StridedNest(EquatableArray<StridedLoop> Loops)
{
    /// <summary>The innermost loop.</summary>
    public StridedLoop Innermost => Loops[Loops.Count - 1];

    /// <summary>The loops around the innermost.</summary>
    public IEnumerable<StridedLoop> Outer => Loops.Take(Loops.Count - 1);

    /// <summary>Iterations of all loops together.</summary>
    public int Elements => Loops.Aggregate(1, (product, loop) => checked(product * loop.Count));

    /// <summary>The fewest loops over views of equal sizes, the last view's nearest elements innermost.</summary>
    /// <param name="views">The views; the last is the output's.</param>
    public static StridedNest Of(params TensorView[] views)
    {
        EquatableArray<int> sizes = views[0].Sizes;
        var loops = Enumerable.Range(0, sizes.Count).Where(axis => sizes[axis] > 1)
            .Select(axis => new StridedLoop(sizes[axis], views.Select(v => v.Strides[axis]).ToArray()))
            .OrderByDescending(loop => Math.Abs(loop.Strides[views.Length - 1]));
        return new(Merge(loops, views.Length));
    }

    /// <summary>Joins loops that walk every tensor as one run; one loop is left where there is nothing to walk.</summary>
    /// <param name="loops">The loops, outermost first.</param>
    /// <param name="tensors">The number of tensors.</param>
    public static StridedLoop[] Merge(IEnumerable<StridedLoop> loops, int tensors)
    {
        var merged = new List<StridedLoop>();
        foreach (StridedLoop loop in loops.Where(l => l.Count > 1))
        {
            StridedLoop? outer = merged.LastOrDefault();
            if (outer is not null && Enumerable.Range(0, tensors).All(t => outer.Strides[t] == loop.Strides[t] * loop.Count))
                merged[merged.Count - 1] = new(outer.Count * loop.Count, loop.Strides);
            else
                merged.Add(loop);
        }

        return merged.Count > 0 ? [.. merged] : [new(1, Enumerable.Repeat(1, tensors).ToArray())];
    }
}
