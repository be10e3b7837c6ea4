namespace EdgeNet.Training.Gradients;

/// <summary>
/// The vectors that convolutions compute with: one element of <see cref="Lanes.Count"/> samples, or two neighboring elements. Kernels are
/// written once for both, and give the same bits with both.
/// </summary>
/// <typeparam name="TSelf">The vector.</typeparam>
internal unsafe interface ILaneVector<TSelf>
    where TSelf : unmanaged, ILaneVector<TSelf>
{
    /// <summary>Neighboring elements in a vector: 1 or 2.</summary>
    static abstract int Elements { get; }

    /// <summary>A number in every lane.</summary>
    static abstract TSelf Create(float value);

    /// <summary>The element, or the two elements, at an address.</summary>
    static abstract TSelf Load(float* p);

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    static abstract void Store(float* p, TSelf value);

    /// <summary>a + b.</summary>
    static abstract TSelf Add(TSelf a, TSelf b);

    /// <summary>a·b + c, fused where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);
}
