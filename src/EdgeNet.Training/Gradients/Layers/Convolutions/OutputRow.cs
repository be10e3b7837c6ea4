using System.Runtime.CompilerServices;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>Where a tile of <see cref="ConvForward"/> puts the sums of one filter.</summary>
/// <typeparam name="TVector">What a vector holds.</typeparam>
/// <param name="y">The first position.</param>
/// <param name="count">Vectors that are wanted, 1 to 6.</param>
/// <param name="adds">Whether they are added to what is there.</param>
internal readonly unsafe struct OutputRow<TVector>(float* y, int count, bool adds)
    where TVector : unmanaged, ILaneVector<TVector>
{
    private readonly float* _y = y;
    private readonly int _count = count;
    private readonly bool _adds = adds;

    private static int Step
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TVector.Elements * Lanes.Count;
    }

    /// <summary>The same positions of the next filter.</summary>
    /// <param name="positions">Positions of a filter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OutputRow<TVector> Below(int positions) => new(_y + (long)positions * Lanes.Count, _count, _adds);

    /// <summary>Writes as many as are wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(TVector v0, TVector v1, TVector v2, TVector v3, TVector v4, TVector v5)
    {
        Put(0, v0);
        Put(1, v1);
        Put(2, v2);
        Put(3, v3);
        Put(4, v4);
        Put(5, v5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int i, TVector value)
    {
        if (i >= _count) return;
        float* to = _y + i * Step;
        TVector.Store(to, _adds ? TVector.Add(TVector.Load(to), value) : value);
    }
}
