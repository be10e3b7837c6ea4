using EdgeNet.Compiler.Planning;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Compiler.Tests.Planning;

public class ReuseSlotsTests
{
    /// <summary>Carries an assignment out: each use must find its value in its slot, and keep it while those together with it are loaded.</summary>
    [Fact]
    public void Every_use_finds_its_value()
    {
        Gen<(int[] Uses, int Together, int Slots)> cases =
            from together in Gen.Choose(1, 4)
            from more in Gen.Choose(0, 5)
            from uses in Gen.ArrayOf(Gen.Choose(0, 12))
            select (uses, together, together + more);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var assigned = ReuseSlots.Assign(c.Uses, c.Together, c.Slots);
            var held = new int?[c.Slots];
            for (int i = 0; i < c.Uses.Length; i++)
            {
                if (assigned[i].Load) held[assigned[i].Slot] = c.Uses[i];
                for (int j = Math.Max(0, i - c.Together + 1); j <= i; j++)
                    if (held[assigned[j].Slot] != c.Uses[j]) return false;
            }

            return ReuseSlots.Used(assigned).All(s => s >= 0 && s < c.Slots);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_used_again_soonest_stays() =>
        // 3 is not used again: it takes the slot of 2, whose next use is farther than that of 1.
        Assert.Equal([(0, true), (1, true), (0, false), (1, true), (0, false), (0, true)], ReuseSlots.Assign([1, 2, 1, 3, 1, 2], 1, 2));
}
