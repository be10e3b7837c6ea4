using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>
/// The likeliest answers of a line by prefix search decoding (Graves et al. 2006, section 3.2): beginnings of answers are opened in the order
/// of the mass of all answers that begin so, which no single one of them can exceed. Where the search ends by itself, its answers and their
/// masses are exact; on lines that could be anything it ends by its bound, with fewer answers.
/// </summary>
internal sealed class AnswerSearch
{
    /// <summary>The most beginnings that are opened in one search: what bounds the time on a line that could be anything.</summary>
    internal const int MostOpened = 160;

    // A digit after each of three kinds of gap, and the whole answer.
    private const int MostPushed = 3 * LineClass.Digits + 1;

    private readonly FieldPattern _pattern;
    private readonly SearchQueue _queue;
    private readonly LivePrefix[] _live;
    private readonly GapSums _gaps = new();
    private readonly char[] _digits = new char[FieldPattern.MaxDigits + 1];
    private readonly double[] _children = new double[3 * LineClass.Digits];
    private LineFrames _frames = new();
    private LineSums _sums = new();
    private int _from;
    private int _end;
    private int _opened;
    private double _least;

    internal AnswerSearch(FieldPattern pattern, int mostOpened = MostOpened)
    {
        _queue = new SearchQueue(LineClass.Digits + mostOpened * MostPushed);
        _pattern = pattern;
        _live = new LivePrefix[mostOpened];
        for (int i = 0; i < _live.Length; i++)
            _live[i] = new LivePrefix(pattern.Automaton.MostAtOnce);
    }

    /// <summary>Takes the memory for lines of so many frames, and gaps of so many.</summary>
    internal void Reserve(int frames, int gap)
    {
        foreach (LivePrefix live in _live)
            live.Reserve(frames);
        _gaps.Reserve(frames, gap);
    }

    /// <summary>Begins a search for runs that begin in some frames.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="sums">Its sums.</param>
    /// <param name="from">The first frame.</param>
    /// <param name="end">The frame after the last.</param>
    /// <param name="least">The mass, times the prior probability, below which answers are of no interest; above 0.</param>
    internal void Begin(LineFrames frames, LineSums sums, int from, int end, double least)
    {
        _frames = frames;
        _sums = sums;
        (_from, _end) = (from, end);
        _least = least;
        _opened = 0;
        _queue.Clear();
        Reserve(frames.Count, sums.Context.Gap);
        for (int c = 0; c < LineClass.Digits; c++)
        {
            _digits[0] = (char)('0' + c);
            Push(-1, c, '\0', 1, sums.Expected(frames, c, from, end));
        }
    }

    /// <summary>Finds the next answer.</summary>
    /// <param name="answer">Its digits, and the character before each, '\0' for none; from the first on.</param>
    /// <param name="mass">How often it stands on the line, in the mean over all paths; without the prior probability.</param>
    /// <param name="isListed">Whether it is in the list of codes.</param>
    /// <returns>False if there is no further one.</returns>
    internal bool TryNext(AnswerText answer, out double mass, out bool isListed)
    {
        while (_queue.TryPop(out int index))
        {
            SearchNode node = _queue[index];
            if (node.IsAnswer)
            {
                answer.Begin(node.Depth);
                for (int i = node.Parent, k = node.Depth - 1; i >= 0; i = _queue[i].Parent, k--)
                    answer.Set(k, _queue[i].Digit, _queue[i].Visible);
                mass = node.Mass;
                isListed = _pattern.IsListed(DigitsOf(node.Parent, node.Depth));
                return true;
            }

            if (_opened < _live.Length)
                Open(index);
        }

        mass = 0;
        isListed = false;
        return false;
    }

    private void Open(int index)
    {
        int slot = _opened++;
        SearchNode node = _queue[index] with { Slot = slot };
        _queue[index] = node;
        LivePrefix live = _live[slot];
        live.Begin(_frames.Count);
        if (node.Parent < 0)
            BeginRun(live, node.Digit);
        else
            GoOn(live, node);
        live.Extend(_frames.Of(node.Digit));
        DigitsOf(index, node.Depth);
        PushAnswer(index, node, live);
        if (node.Depth < FieldPattern.MaxDigits)
            PushChildren(index, node, live);
    }

    private void BeginRun(LivePrefix live, int digit)
    {
        Span<double> ends = live.Ends(live.IndexOf(_pattern.Automaton.Start(digit)));
        ReadOnlySpan<double> p = _frames.Of(digit);
        for (int t = _from; t < _end; t++)
            ends[t] = _sums.Context.Delimited[t] * p[t];
    }

    private void GoOn(LivePrefix live, in SearchNode node)
    {
        SearchNode parent = _queue[node.Parent];
        LivePrefix before = _live[parent.Slot];
        ReadOnlySpan<double> p = _frames.Of(node.Digit);
        for (int i = 0; i < before.Count; i++)
        {
            _gaps.Build(_frames, _sums.Context, before.Ends(i));
            foreach (PatternEdge edge in _pattern.Automaton.Edges)
            {
                if (edge.From != before.States[i] || edge.Visible != node.Visible)
                    continue;
                Span<double> ends = live.Ends(live.IndexOf(edge.To));
                ReadOnlySpan<double> gap = _gaps.Of(edge.Gap);
                for (int t = 0; t < ends.Length; t++)
                    ends[t] += edge.Weight * p[t] * gap[t];
                if (edge.Gap != GapKind.Plain || node.Digit == parent.Digit)
                    continue;
                ReadOnlySpan<double> last = before.Ends(i);
                for (int t = 1; t < ends.Length; t++)
                    ends[t] += edge.Weight * p[t] * last[t - 1];
            }
        }
    }

    private void PushAnswer(int index, in SearchNode node, LivePrefix live)
    {
        double mass = 0;
        ReadOnlySpan<double> closing = _sums.Completion.Closing;
        for (int i = 0; i < live.Count; i++)
        {
            double accept = _pattern.Automaton.Accept[live.States[i]];
            if (accept == 0)
                continue;
            ReadOnlySpan<double> ends = live.Ends(i);
            for (int t = 0; t < ends.Length; t++)
                mass += accept * ends[t] * closing[t + 1];
        }

        double key = mass * First(_digits[0]) * (_pattern.IsListed(_digits.AsSpan(0, node.Depth)) ? 1 : _pattern.UnlistedWeight);
        if (key >= _least)
            _queue.Push(new SearchNode(index, node.Digit, node.Visible, node.Depth, IsAnswer: true, mass, key));
    }

    private void PushChildren(int index, in SearchNode node, LivePrefix live)
    {
        Array.Clear(_children);
        for (int i = 0; i < live.Count; i++)
        {
            ReadOnlySpan<double> last = live.Ends(i);
            _gaps.Build(_frames, _sums.Context, last);
            foreach (PatternEdge edge in _pattern.Automaton.Edges)
            {
                if (edge.From != live.States[i])
                    continue;
                Span<double> children = _children.AsSpan(KindOf(edge.Visible) * LineClass.Digits, LineClass.Digits);
                for (int c = 0; c < LineClass.Digits; c++)
                    children[c] += edge.Weight * MassOf(edge, c, c != node.Digit ? last : []);
            }
        }

        for (int i = 0; i < _children.Length; i++)
        {
            if (_children[i] == 0)
                continue;
            int digit = i % LineClass.Digits;
            _digits[node.Depth] = (char)('0' + digit);
            Push(index, digit, VisibleOf(i / LineClass.Digits), node.Depth + 1, _children[i]);
        }
    }

    /// <summary>The mass of all answers that go on so.</summary>
    /// <param name="edge">The step.</param>
    /// <param name="digit">The next digit.</param>
    /// <param name="last">The ends of the last digit if the next may follow without a frame between; otherwise empty.</param>
    private double MassOf(PatternEdge edge, int digit, ReadOnlySpan<double> last)
    {
        ReadOnlySpan<double> p = _frames.Of(digit);
        ReadOnlySpan<double> after = _sums.Completion.After(edge.To, digit);
        ReadOnlySpan<double> gap = _gaps.Of(edge.Gap);
        double mass = 0;
        for (int t = 0; t < p.Length; t++)
            mass += gap[t] * p[t] * after[t + 1];
        if (edge.Gap == GapKind.Plain && !last.IsEmpty)
        {
            for (int t = 1; t < p.Length; t++)
                mass += last[t - 1] * p[t] * after[t + 1];
        }

        return mass;
    }

    /// <summary>Takes a beginning whose digits are in <see cref="_digits"/>.</summary>
    private void Push(int parent, int digit, char visible, int depth, double mass)
    {
        double key = mass * First(_digits[0]) * (_pattern.MayBeListed(_digits.AsSpan(0, depth)) ? 1 : _pattern.UnlistedWeight);
        if (key >= _least)
            _queue.Push(new SearchNode(parent, digit, visible, depth, IsAnswer: false, mass, key));
    }

    private double First(char digit) => digit == '0' ? _pattern.LeadingZeroWeight : 1;

    private ReadOnlySpan<char> DigitsOf(int index, int depth)
    {
        for (int k = depth - 1; k >= 0; k--, index = _queue[index].Parent)
            _digits[k] = (char)('0' + _queue[index].Digit);
        return _digits.AsSpan(0, depth);
    }

    private static int KindOf(char visible) => visible switch { '\0' => 0, '-' => 1, _ => 2 };

    private static char VisibleOf(int kind) => kind switch { 0 => '\0', 1 => '-', _ => '.' };
}
