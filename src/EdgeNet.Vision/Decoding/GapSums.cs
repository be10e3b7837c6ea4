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

    /// <summary>Takes the memory for lines of so many frames, and gaps of so many.</summary>
    internal void Reserve(int frames, int gap)
    {
        Buffers.Grow(ref _plain, frames);
        Buffers.Grow(ref _marked, frames);
        Buffers.Grow(ref _dashed, frames);
        Buffers.Grow(ref _blanks, gap);
        Buffers.Grow(ref _afterMark, gap);
        Buffers.Grow(ref _afterDash, gap);
    }

    /// <summary>Sums up all gaps after a digit of a line, for which there is memory.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="context">Its sums.</param>
    /// <param name="ends">The mass of beginnings in which each frame is the digit's last.</param>
    internal void Build(LineFrames frames, RunContext context, ReadOnlySpan<double> ends)
    {
        int gap = context.Gap;
        _count = frames.Count;
        _blanks.AsSpan(0, gap).Clear();
        _afterMark.AsSpan(0, gap).Clear();
        _afterDash.AsSpan(0, gap).Clear();
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
