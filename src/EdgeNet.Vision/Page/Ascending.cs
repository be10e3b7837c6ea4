using System.Runtime.CompilerServices;

namespace EdgeNet.Vision.Page;

/// <summary>
/// Sorts in place without allocating. Under NativeAOT, <see cref="MemoryExtensions.Sort{T}(Span{T})"/> makes a delegate for every call,
/// which is kilobytes a picture; the JIT compiler's is faster than a delegate.
/// </summary>
internal static class Ascending
{
    /// <summary>Sorts the smallest first.</summary>
    internal static void Sort<T>(Span<T> values)
        where T : IComparable<T>
    {
        if (RuntimeFeature.IsDynamicCodeSupported)
            values.Sort();
        else
            values.Sort(Comparing<T>.Values);
    }

    private static class Comparing<T>
        where T : IComparable<T>
    {
        internal static readonly Comparison<T> Values = static (a, b) => a.CompareTo(b);
    }
}
