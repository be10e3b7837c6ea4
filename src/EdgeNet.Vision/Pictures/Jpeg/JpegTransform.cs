namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// The inverse discrete cosine transform of a block of 8×8 coefficients, in integers: eleven multiplications a row (Loeffler, Ligtenberg
/// and Moschytz 1989), as libjpeg's accurate one. Sums wrap where damaged data make them too large; the pixels are rubbish then, no more.
/// </summary>
internal static class JpegTransform
{
    internal const int Side = 8;

    private const int Bits = 13;

    // Bits that are kept between the two passes.
    private const int Kept = 2;

    private const int C0298 = 2446;
    private const int C0390 = 3196;
    private const int C0541 = 4433;
    private const int C0765 = 6270;
    private const int C0899 = 7373;
    private const int C1175 = 9633;
    private const int C1501 = 12299;
    private const int C1847 = 15137;
    private const int C1961 = 16069;
    private const int C2053 = 16819;
    private const int C2562 = 20995;
    private const int C3072 = 25172;

    /// <summary>Makes pixels of coefficients.</summary>
    /// <param name="block">64 coefficients, row by row; undefined afterwards.</param>
    /// <param name="to">Takes the pixels, the first at its beginning.</param>
    /// <param name="stride">Pixels from one row to the next.</param>
    internal static void Inverse(Span<int> block, Span<byte> to, int stride)
    {
        for (int x = 0; x < Side; x++)
        {
            // Most columns have a mean alone, or nothing.
            if ((block[x + 8] | block[x + 16] | block[x + 24] | block[x + 32] | block[x + 40] | block[x + 48] | block[x + 56]) == 0)
            {
                int mean = block[x] << Kept;
                for (int y = 0; y < 64; y += Side)
                    block[x + y] = mean;
            }
            else
            {
                Pass(block[x..], Side, Bits - Kept);
            }
        }

        for (int y = 0; y < Side; y++)
        {
            Span<int> row = block.Slice(y * Side, Side);
            Pass(row, 1, Bits + Kept + 3);
            Span<byte> pixels = to.Slice(y * stride, Side);
            for (int x = 0; x < Side; x++)
                pixels[x] = (byte)Math.Clamp(row[x] + 128, 0, 255);
        }
    }

    private static void Pass(Span<int> v, int step, int shift)
    {
        int even = (v[2 * step] + v[6 * step]) * C0541;
        int t2 = even - v[6 * step] * C1847;
        int t3 = even + v[2 * step] * C0765;
        int t0 = (v[0] + v[4 * step]) << Bits;
        int t1 = (v[0] - v[4 * step]) << Bits;
        int round = 1 << (shift - 1);
        int e0 = t0 + t3 + round, e3 = t0 - t3 + round, e1 = t1 + t2 + round, e2 = t1 - t2 + round;

        t0 = v[7 * step];
        t1 = v[5 * step];
        t2 = v[3 * step];
        t3 = v[step];
        int z5 = (t0 + t2 + t1 + t3) * C1175;
        int z1 = (t0 + t3) * -C0899;
        int z2 = (t1 + t2) * -C2562;
        int z3 = z5 - (t0 + t2) * C1961;
        int z4 = z5 - (t1 + t3) * C0390;
        t0 = t0 * C0298 + z1 + z3;
        t1 = t1 * C2053 + z2 + z4;
        t2 = t2 * C3072 + z2 + z3;
        t3 = t3 * C1501 + z1 + z4;

        v[0] = (e0 + t3) >> shift;
        v[7 * step] = (e0 - t3) >> shift;
        v[step] = (e1 + t2) >> shift;
        v[6 * step] = (e1 - t2) >> shift;
        v[2 * step] = (e2 + t1) >> shift;
        v[5 * step] = (e2 - t1) >> shift;
        v[3 * step] = (e3 + t0) >> shift;
        v[4 * step] = (e3 - t0) >> shift;
    }
}
