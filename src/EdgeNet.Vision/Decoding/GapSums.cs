using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>From where a digit ends to where the next of its run may begin: the mass of what stands between, by its kind.</summary>
internal sealed class GapSums
{
    // Below the smallest normal number arithmetic is slow.
    private const double Least = 1e-250;

    private double[] _plain = [];
    private double[] _marked = [];
    private double[] _dashed = [];
    private double[] _blanks = [];
    private double[] _afterMark = [];
    private double[] _afterDash = [];
    private int _count;

    /// <summary>The mass of a gap of this kind that ends just before each frame; of plain ones, with at least one blank frame.</summary>
    internal ReadOnlySpan<double> Of(GapKind kind) => (kind switch
    {
        GapKind.Plain => _plain,
        GapKind.Marked => _marked,
        _ => _dashed,
    }).AsSpan(0, _count);

    /// <summary>Sums up all gaps after a digit.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="context">Its sums.</param>
    /// <param name="ends">The mass of beginnings in which each frame is the digit's last.</param>
    internal void Build(LineFrames frames, RunContext context, ReadOnlySpan<double> ends)
    {
        int gap = context.Gap;
        _count = frames.Count;
        Buffers.Grow(ref _plain, _count);
        Buffers.Grow(ref _marked, _count);
        Buffers.Grow(ref _dashed, _count);
        Clear(ref _blanks, gap);
        Clear(ref _afterMark, gap);
        Clear(ref _afterDash, gap);
        ReadOnlySpan<double> blank = frames.Of(LineClass.Blank);
        ReadOnlySpan<double> filler = frames.Of(LineClass.Filler);
        for (int t = 0; t < _count; t++)
        {
            double plain = SumOf(_blanks.AsSpan(1, gap - 1));
            double marked = SumOf(_afterMark.AsSpan(0, gap));
            double dashed = SumOf(_afterDash.AsSpan(0, gap));
            _plain[t] = plain;
            _marked[t] = marked;
            _dashed[t] = dashed;
            double before = plain + _blanks[0];
            Shift(_blanks, gap, blank[t], ends[t]);
            Shift(_afterMark, gap, blank[t], context.Mark[t] * (before + marked));
            Shift(_afterDash, gap, blank[t], filler[t] * (before + dashed));
        }
    }

    private static void Clear(ref double[] array, int length)
    {
        Buffers.Grow(ref array, length);
        array.AsSpan(0, length).Clear();
    }

    private static void Shift(double[] byBlanks, int gap, double blank, double now)
    {
        for (int k = gap - 1; k > 0; k--)
            byBlanks[k] = byBlanks[k - 1] * blank is var mass and > Least ? mass : 0;
        byBlanks[0] = now;
    }

    private static double SumOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}
