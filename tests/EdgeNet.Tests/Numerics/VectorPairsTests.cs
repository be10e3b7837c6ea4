using System.Runtime.Intrinsics;

namespace EdgeNet.Tests.Numerics;

public class VectorPairsTests
{
    private static readonly float[] Row = [.. Enumerable.Range(0, 32).Select(i => (float)i)];

    [Fact]
    public void Even_and_odd_elements_are_parted_in_order_at_every_width()
    {
        Check(4, Vector128.Create(Row), Vector128.Create(Row, 4), VectorPairs.Even, VectorPairs.Odd, (v, to) => v.CopyTo(to));
        Check(8, Vector256.Create(Row), Vector256.Create(Row, 8), VectorPairs.Even, VectorPairs.Odd, (v, to) => v.CopyTo(to));
        Check(16, Vector512.Create(Row), Vector512.Create(Row, 16), VectorPairs.Even, VectorPairs.Odd, (v, to) => v.CopyTo(to));
    }

    private static void Check<T>(int lanes, T low, T high, Func<T, T, T> even, Func<T, T, T> odd, Action<T, float[]> copy)
    {
        float[] found = new float[lanes];
        copy(even(low, high), found);
        Assert.Equal(Enumerable.Range(0, lanes).Select(i => 2f * i), found);
        copy(odd(low, high), found);
        Assert.Equal(Enumerable.Range(0, lanes).Select(i => 2f * i + 1), found);
    }
}
