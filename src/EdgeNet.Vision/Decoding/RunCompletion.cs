using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>
/// The mass of all ways to go on from a digit of a run to the end of a run that the pattern takes, frame by frame from the line's end:
/// CTC's backward pass over the pattern's automaton. What follows the run's delimiter is worth what the caller says: 1 where anything may
/// follow, or the mass of all endings in which no further run is taken.
/// </summary>
internal sealed class RunCompletion
{
    private PatternAutomaton? _automaton;
    private double[] _after = [];
    private double[] _closing = [];
    private double[] _closingByBlanks = [];
    private double[] _sums = [];
    private double[] _plain = [];
    private double[] _marked = [];
    private double[] _dashed = [];
    private int _count;
    private int _gap;

    /// <summary>The mass of all endings from each frame in which the run has no further digit: 0 to the line's frames.</summary>
    internal ReadOnlySpan<double> Closing => _closing.AsSpan(0, _count + 1);

    /// <summary>The mass of all endings after so many frames, where the last frame is that digit and the automaton in that state.</summary>
    internal ReadOnlySpan<double> After(int state, int digit) =>
        _after.AsSpan((state * LineClass.Digits + digit) * (_count + 1), _count + 1);

    /// <summary>Takes the memory for lines of so many frames, and gaps of so many.</summary>
    internal void Reserve(PatternAutomaton automaton, int frames, int gap)
    {
        int states = automaton.States;
        Buffers.Grow(ref _after, states * LineClass.Digits * (frames + 1));
        Buffers.Grow(ref _closing, frames + 1);
        Buffers.Grow(ref _closingByBlanks, gap + 1);
        Buffers.Grow(ref _sums, states);
        Buffers.Grow(ref _plain, states * (gap + 1));
        Buffers.Grow(ref _marked, states * (gap + 1));
        Buffers.Grow(ref _dashed, states * (gap + 1));
    }

    /// <summary>Begins at the end of a line, for which there is memory.</summary>
    internal void Begin(PatternAutomaton automaton, int count, int gap)
    {
        _automaton = automaton;
        _count = count;
        _gap = gap;
        int states = automaton.States;
        Array.Clear(_plain);
        Array.Clear(_marked);
        Array.Clear(_dashed);
        _closingByBlanks.AsSpan(0, gap).Fill(1);
        _closing[count] = 1;
        for (int q = 0; q < states; q++)
        {
            for (int c = 0; c < LineClass.Digits; c++)
                Value(q, c, count) = automaton.Accept[q];
        }
    }

    /// <summary>Takes one frame more, from the last to the first.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="context">Its sums.</param>
    /// <param name="t">The frame.</param>
    /// <param name="rest">What the line after this frame is worth where this frame ends the run.</param>
    internal void Step(LineFrames frames, RunContext context, int t, double rest)
    {
        double blank = frames.Of(LineClass.Blank)[t];
        StepClosing(context, t, blank, rest);
        StepGaps(frames, context, t, blank);
        ReadOnlySpan<PatternEdge> edges = _automaton!.Edges;
        int edge = 0;
        for (int q = 0; q < _automaton.States; q++)
        {
            int first = edge;
            while (edge < edges.Length && edges[edge].From == q)
                edge++;
            double ended = _automaton.Accept[q] * _closing[t];
            for (int c = 0; c < LineClass.Digits; c++)
            {
                double p = frames.Of(c)[t];
                double sum = ended + p * Value(q, c, t + 1) + _plain[q * (_gap + 1)];
                // The same digit again without a blank between is the same token.
                for (int i = first; i < edge; i++)
                {
                    if (edges[i].Gap == GapKind.Plain)
                        sum -= edges[i].Weight * p * Value(edges[i].To, c, t + 1);
                }

                Value(q, c, t) = Math.Max(0, sum);
            }
        }
    }

    private void StepClosing(RunContext context, int t, double blank, double rest)
    {
        double now = context.Delimiter[t] * rest + context.Beside[t] * _closingByBlanks[0];
        for (int k = 0; k < _gap; k++)
            _closingByBlanks[k] = now + blank * (k + 1 < _gap ? _closingByBlanks[k + 1] : rest);
        _closing[t] = _closingByBlanks[0];
    }

    /// <summary>The mass of going on to a further digit from each state, by the blanks so far, with and without a mark.</summary>
    private void StepGaps(LineFrames frames, RunContext context, int t, double blank)
    {
        int width = _gap + 1;
        for (int q = 0; q < _automaton!.States; q++)
        {
            double sum = 0;
            for (int c = 0; c < LineClass.Digits; c++)
                sum += frames.Of(c)[t] * Value(q, c, t + 1);
            _sums[q] = sum;
        }

        // They look at the marked gaps of the frame after, which are taken a frame on below.
        double mark = context.Mark[t];
        double filler = frames.Of(LineClass.Filler)[t];
        ReadOnlySpan<PatternEdge> edges = _automaton.Edges;
        int edge = 0;
        for (int q = 0; q < _automaton.States; q++)
        {
            double now = 0;
            for (; edge < edges.Length && edges[edge].From == q; edge++)
            {
                PatternEdge e = edges[edge];
                now += e.Weight * e.Gap switch
                {
                    GapKind.Plain => _sums[e.To],
                    GapKind.Marked => mark * _marked[e.To * width],
                    _ => filler * _dashed[e.To * width],
                };
            }

            Advance(_plain.AsSpan(q * width, width), now, blank);
        }

        for (int q = 0; q < _automaton.States; q++)
        {
            Advance(_marked.AsSpan(q * width, width), _sums[q] + mark * _marked[q * width], blank);
            Advance(_dashed.AsSpan(q * width, width), _sums[q] + filler * _dashed[q * width], blank);
        }
    }

    private void Advance(Span<double> byBlanks, double now, double blank)
    {
        for (int k = 0; k < _gap; k++)
            byBlanks[k] = now + (k + 1 < _gap ? blank * byBlanks[k + 1] : 0);
    }

    private ref double Value(int state, int digit, int t) => ref _after[(state * LineClass.Digits + digit) * (_count + 1) + t];

}
