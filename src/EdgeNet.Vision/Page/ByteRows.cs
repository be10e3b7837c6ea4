using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Vision.Page;

/// <summary>Elementwise work on rows of bytes, sixteen at a time. A result may be one of its arguments.</summary>
internal static class ByteRows
{
    private const int Lanes = 16;

    /// <summary>The larger of two rows, element by element; all three are of one length.</summary>
    internal static void Max(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result)
    {
        int i = 0;
        for (; i <= result.Length - Lanes; i += Lanes)
            Vector128.Max(Vector128.Create(a.Slice(i, Lanes)), Vector128.Create(b.Slice(i, Lanes))).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = Math.Max(a[i], b[i]);
    }

    /// <summary>The smaller of two rows, element by element; all three are of one length.</summary>
    internal static void Min(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result)
    {
        int i = 0;
        for (; i <= result.Length - Lanes; i += Lanes)
            Vector128.Min(Vector128.Create(a.Slice(i, Lanes)), Vector128.Create(b.Slice(i, Lanes))).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = Math.Min(a[i], b[i]);
    }

    /// <summary>Adds a row of bytes to sums, which must not pass 65,535.</summary>
    internal static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        int i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
        {
            (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Create(row.Slice(i, Lanes)));
            (low + Vector128.Create<ushort>(sums.Slice(i, Lanes / 2))).CopyTo(sums[i..]);
            (high + Vector128.Create<ushort>(sums.Slice(i + Lanes / 2, Lanes / 2))).CopyTo(sums[(i + Lanes / 2)..]);
        }

        for (; i < row.Length; i++)
            sums[i] += row[i];
    }

    /// <summary>255 less each byte.</summary>
    internal static void Invert(Span<byte> row)
    {
        int i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            (~Vector128.Create<byte>(row.Slice(i, Lanes))).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] = (byte)~row[i];
    }

    /// <summary>above + 2 middle + below.</summary>
    internal static void Binomial(ReadOnlySpan<byte> above, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> below, Span<ushort> sums)
    {
        int i = 0;
        for (; i <= middle.Length - Lanes; i += Lanes)
        {
            (Vector128<ushort> aLow, Vector128<ushort> aHigh) = Vector128.Widen(Vector128.Create(above.Slice(i, Lanes)));
            (Vector128<ushort> mLow, Vector128<ushort> mHigh) = Vector128.Widen(Vector128.Create(middle.Slice(i, Lanes)));
            (Vector128<ushort> bLow, Vector128<ushort> bHigh) = Vector128.Widen(Vector128.Create(below.Slice(i, Lanes)));
            (aLow + mLow + mLow + bLow).CopyTo(sums[i..]);
            (aHigh + mHigh + mHigh + bHigh).CopyTo(sums[(i + Lanes / 2)..]);
        }

        for (; i < middle.Length; i++)
            sums[i] = (ushort)(above[i] + 2 * middle[i] + below[i]);
    }

    /// <summary>(left + 2 here + right + 8) / 16 of sums that stand between one more at each end.</summary>
    /// <param name="sums">Two more than <paramref name="result"/> has.</param>
    /// <param name="result">The smoothed row.</param>
    internal static void BinomialAcross(ReadOnlySpan<ushort> sums, Span<byte> result)
    {
        const int Half = Lanes / 2;
        Vector128<ushort> rounding = Vector128.Create((ushort)8);
        int i = 0;
        for (; i <= result.Length - Lanes; i += Lanes)
        {
            Vector128<ushort> low = (Load(sums, i) + Load(sums, i + 1) + Load(sums, i + 1) + Load(sums, i + 2) + rounding) >>> 4;
            Vector128<ushort> high =
                (Load(sums, i + Half) + Load(sums, i + Half + 1) + Load(sums, i + Half + 1) + Load(sums, i + Half + 2) + rounding) >>> 4;
            Vector128.Narrow(low, high).CopyTo(result[i..]);
        }

        for (; i < result.Length; i++)
            result[i] = (byte)((sums[i] + 2 * sums[i + 1] + sums[i + 2] + 8) >> 4);
    }

    /// <summary>Which of 64 pixels are darker than their limits, the first in the lowest bit; fewer where the row ends.</summary>
    internal static ulong Darker(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> limits)
    {
        ulong bits = 0;
        if (pixels.Length >= 64 && limits.Length >= 64)
        {
            for (int part = 0; part < 4; part++)
            {
                Vector128<byte> darker = Vector128.LessThan(
                    Vector128.Create(pixels.Slice(part * Lanes, Lanes)), Vector128.Create(limits.Slice(part * Lanes, Lanes)));
                bits |= (ulong)darker.ExtractMostSignificantBits() << (part * Lanes);
            }

            return bits;
        }

        for (int i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] < limits[i])
                bits |= 1ul << i;
        }

        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Load(ReadOnlySpan<ushort> sums, int at) => Vector128.Create<ushort>(sums.Slice(at, Lanes / 2));
}
