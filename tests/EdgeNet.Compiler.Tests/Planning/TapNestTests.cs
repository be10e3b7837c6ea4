using EdgeNet.Compiler.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Compiler.Tests.Planning;

public class TapNestTests
{
    [Fact]
    public void Neighbours_that_walk_one_run_are_one_loop()
    {
        TapNest nest = TapNest.Of(new("ky", 3, 40), new("kx", 3, 8), new("ic", 8, 1));
        Assert.Equal([new TapLoop("ky", 3, 40), new TapLoop("kx·ic", 24, 1)], nest.Loops);
        Assert.Equal(72, nest.Taps);
    }

    [Fact]
    public void The_outermost_loop_is_rolled_first() =>
        Assert.Equal("25 taps straight-line in ic (6)",
            TapNest.Of(new("ic", 6, 196), new("ky", 5, 14), new("kx", 5, 1)).Unroll(8, 600).ToString());

    [Fact]
    public void Every_tap_comes_once_and_in_order() => Prop.ForAll(
        Gen.Choose(1, 13).ArrayOf(3).ToArbitrary(),
        Gen.Choose(1, 24).ToArbitrary(), Gen.Choose(1, 700).ToArbitrary(),
        (counts, fmas, budget) =>
        {
            TapNest nest = TapNest.Of([.. Enumerable.Range(0, counts.Length).Select(i => new TapLoop("axis", counts[i], 1000 / (i * i * 7 + 1)))]);
            UnrolledTaps taps = nest.Unroll(fmas, budget);
            Assert.Equal(Offsets(nest.Loops, [0]), Walk(taps));
            Assert.True(taps.Straight.Count == 1 || taps.Straight.Count * fmas <= budget);
        }).QuickCheckThrowOnFailure();

    private static int[] Offsets(IEnumerable<TapLoop> loops, int[] inner)
    {
        int[] offsets = inner;
        foreach (TapLoop loop in loops.Reverse())
            offsets = [.. Enumerable.Range(0, loop.Count).SelectMany(i => offsets.Select(o => o + i * loop.InputStride))];
        return offsets;
    }

    /// <summary>The taps as emitted code walks them: the remainder follows each pass of the innermost loop.</summary>
    private static int[] Walk(UnrolledTaps taps)
    {
        if (taps.Remainder.Count == 0) return Offsets(taps.Rolled, [.. taps.Straight]);
        TapLoop innermost = taps.Rolled[^1];
        int[] run = [.. Offsets([innermost], [.. taps.Straight]), .. taps.Remainder.Select(o => o + innermost.Count * innermost.InputStride)];
        return Offsets(taps.Rolled.Take(taps.Rolled.Count - 1), run);
    }
}
