using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>The frames of an answer's characters on the likeliest of all paths that read so (Viterbi).</summary>
internal sealed class AnswerAlignment(PatternAutomaton automaton)
{
    private readonly int _width = automaton.States;
    private double[] _ends = [];
    private int[] _onsets = [];
    private AlignmentStep[] _steps = [];
    private double[] _blanks = [];
    private double[] _afterMark = [];
    private (int End, int Mark)[] _marks = [];
    private LineFrames _frames = new();
    private RunContext _context = new();
    private AnswerText _text = new();

    /// <summary>Takes the memory for answers of so many digits, on lines of so many frames, with gaps of so many.</summary>
    internal void Reserve(int digits, int frames, int gap)
    {
        int cells = digits * _width * frames;
        Buffers.Grow(ref _ends, cells);
        Buffers.Grow(ref _onsets, cells);
        Buffers.Grow(ref _steps, cells);
        Buffers.Grow(ref _blanks, gap);
        Buffers.Grow(ref _afterMark, gap);
        Buffers.Grow(ref _marks, gap);
    }

    /// <summary>Aligns an answer and writes its characters.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="sums">Its sums.</param>
    /// <param name="text">The answer.</param>
    /// <param name="first">The frames in which it may begin: from the first up to, but not, the second.</param>
    /// <param name="showMarks">Whether points and commas are characters of the answer wherever they stand.</param>
    /// <param name="answer">Receives the characters.</param>
    internal void Align(LineFrames frames, LineSums sums, AnswerText text, (int From, int End) first, bool showMarks, DecodedAnswer answer)
    {
        _frames = frames;
        _context = sums.Context;
        _text = text;
        Reserve(text.Count, frames.Count, _context.Gap);
        _ends.AsSpan(0, text.Count * _width * frames.Count).Clear();
        ReadOnlySpan<double> p = frames.Of(text.Digit(0));
        int start = automaton.Start(text.Digit(0));
        for (int t = first.From; t < first.End; t++)
            Offer(0, start, t, _context.Delimited[t] * p[t], new AlignmentStep(-1, -1, -1));
        for (int i = 0; i < text.Count; i++)
        {
            for (int q = 0; q < _width; q++)
                Extend(i, q);
            if (i + 1 == text.Count)
                break;
            foreach (PatternEdge edge in automaton.Edges)
            {
                if (edge.Visible == text.Visible(i + 1))
                    Step(i, edge);
            }
        }

        answer.Clear();
        Write(BestEnd(sums.Completion.Closing), showMarks, answer);
    }

    private void Extend(int i, int q)
    {
        ReadOnlySpan<double> p = _frames.Of(_text.Digit(i));
        int cell = Cell(i, q, 0);
        for (int t = 1; t < _frames.Count; t++)
        {
            double longer = _ends[cell + t - 1] * p[t];
            if (longer <= _ends[cell + t])
                continue;
            _ends[cell + t] = longer;
            _onsets[cell + t] = _onsets[cell + t - 1];
        }
    }

    /// <summary>From a digit in one state to the next in another, over each gap between.</summary>
    private void Step(int i, PatternEdge edge)
    {
        ReadOnlySpan<double> ends = _ends.AsSpan(Cell(i, edge.From, 0), _frames.Count);
        if (ends.IndexOfAnyExcept(0) < 0)
            return;
        ReadOnlySpan<double> p = _frames.Of(_text.Digit(i + 1));
        ReadOnlySpan<double> blank = _frames.Of(LineClass.Blank);
        ReadOnlySpan<double> mark = edge.Gap == GapKind.Dashed ? _frames.Of(LineClass.Filler) : _context.Mark;
        bool mayTouch = edge.Gap == GapKind.Plain && _text.Digit(i) != _text.Digit(i + 1);
        Span<double> blanks = _blanks.AsSpan(0, _context.Gap), afterMark = _afterMark.AsSpan(0, _context.Gap);
        blanks.Clear();
        afterMark.Clear();
        for (int t = 0; t < _frames.Count; t++)
        {
            // By the blank frames before this one, since the digit and since the mark.
            int digit = IndexOfLargest(blanks);
            int last = IndexOfLargest(afterMark);
            if (edge.Gap == GapKind.Plain)
            {
                int k = mayTouch ? digit : 1 + IndexOfLargest(blanks[1..]);
                if (k < blanks.Length)
                    Offer(i + 1, edge.To, t, edge.Weight * blanks[k] * p[t], new AlignmentStep(edge.From, t - 1 - k, -1));
            }
            else
            {
                (int end, int at) = _marks[last];
                Offer(i + 1, edge.To, t, edge.Weight * afterMark[last] * p[t], new AlignmentStep(edge.From, end, at));
            }

            bool isFirst = blanks[digit] >= afterMark[last];
            double marked = mark[t] * (isFirst ? blanks[digit] : afterMark[last]);
            (int, int) from = isFirst ? (t - 1 - digit, t) : _marks[last];
            for (int k = blanks.Length - 1; k > 0; k--)
            {
                blanks[k] = blanks[k - 1] * blank[t];
                afterMark[k] = afterMark[k - 1] * blank[t];
                _marks[k] = _marks[k - 1];
            }

            blanks[0] = ends[t];
            afterMark[0] = marked;
            _marks[0] = from;
        }
    }

    private void Offer(int i, int state, int t, double mass, in AlignmentStep step)
    {
        int cell = Cell(i, state, t);
        if (mass <= _ends[cell])
            return;
        _ends[cell] = mass;
        _onsets[cell] = t;
        _steps[cell] = step;
    }

    /// <returns>The state in which the best path ends, and the last digit's last frame.</returns>
    private (int State, int End) BestEnd(ReadOnlySpan<double> closing)
    {
        double best = -1;
        (int State, int End) at = default;
        for (int q = 0; q < _width; q++)
        {
            for (int t = 0; t < _frames.Count; t++)
            {
                double mass = _ends[Cell(_text.Count - 1, q, t)] * automaton.Accept[q] * closing[t + 1];
                if (mass <= best)
                    continue;
                best = mass;
                at = (q, t);
            }
        }

        return at;
    }

    private void Write((int State, int End) last, bool showMarks, DecodedAnswer answer)
    {
        // From the last digit to the first: the characters are reversed at the end.
        (int state, int end) = last;
        for (int i = _text.Count - 1; i >= 0; i--)
        {
            int start = _onsets[Cell(i, state, end)];
            answer.Add(Symbol((char)('0' + _text.Digit(i)), _text.Digit(i), start, end));
            AlignmentStep step = _steps[Cell(i, state, start)];
            if (step.Mark >= 0 && (showMarks || _text.Visible(i) != '\0'))
                answer.Add(Mark(_text.Visible(i), step.Mark));
            (state, end) = (step.State, step.End);
        }

        answer.Reverse();
    }

    private DecodedSymbol Mark(char visible, int t)
    {
        if (visible == '-')
            return Symbol('-', LineClass.Filler, t, t);
        bool isPoint = _frames.Of(LineClass.Point)[t] >= _frames.Of(LineClass.Comma)[t];
        return Symbol(isPoint ? '.' : ',', isPoint ? LineClass.Point : LineClass.Comma, t, t);
    }

    private DecodedSymbol Symbol(char character, int lineClass, int start, int end)
    {
        ReadOnlySpan<double> p = _frames.Of(lineClass);
        double largest = 0, sum = 0, moment = 0;
        for (int t = start; t <= end; t++)
        {
            largest = Math.Max(largest, p[t]);
            sum += p[t];
            moment += p[t] * t;
        }

        double center = sum > 0 ? moment / sum : 0.5 * (start + end);
        return new DecodedSymbol(character, (float)largest, start, end, (float)center);
    }

    private int Cell(int i, int state, int t) => (i * _width + state) * _frames.Count + t;

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }
}
