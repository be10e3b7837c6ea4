namespace EdgeNet.Vision.Patterns;

/// <summary>
/// The runs of digits that a pattern takes. States stand after a digit; state 0 after the first, unless a first 0 has a state of its own.
/// A run is what stands between two delimiters, and is taken whole or not at all. Of a run that several ways through the automaton read
/// alike, only one ends in a state that accepts it.
/// </summary>
internal sealed class PatternAutomaton
{
    /// <summary>
    /// The share of runs with a point or comma where none belongs that are taken all the same: specks and ends of strokes are read as
    /// such marks, so that one costs and does not forbid. Several between the same two digits cost once.
    /// </summary>
    internal const double StrayMark = 0.1;

    private readonly List<PatternEdge> _edges = [];
    private readonly double[] _accept;
    private int _afterZero;

    private PatternAutomaton(int states) => _accept = new double[states];

    /// <summary>The number of states.</summary>
    internal int States => _accept.Length;

    /// <summary>The steps, in the order of <see cref="PatternEdge.From"/>.</summary>
    internal PatternEdge[] Edges { get; private set; } = [];

    /// <summary>The share of runs ending in each state that are taken, 0 to 1.</summary>
    internal ReadOnlySpan<double> Accept => _accept;

    /// <summary>Whether points, commas and dashes end a run as paper does.</summary>
    internal bool MarksDelimit { get; private init; }

    /// <summary>The most states that one answer's beginning can be in.</summary>
    internal int MostAtOnce { get; private init; } = 1;

    /// <summary>The state after a run's first digit.</summary>
    /// <param name="digit">The digit, 0 to 9.</param>
    internal int Start(int digit) => digit == 0 ? _afterZero : 0;

    /// <summary>From so many digits to so many. A point or comma between two of them is a stray mark; a dash ends the match.</summary>
    internal static PatternAutomaton Digits(int fewest, int most)
    {
        var automaton = new PatternAutomaton(most);
        for (int i = 0; i + 1 < most; i++)
            automaton.Join(i, i + 1);
        for (int i = fewest - 1; i < most; i++)
            automaton._accept[i] = 1;
        return automaton.Finish();
    }

    /// <summary>Five digits, or five, a dash and four.</summary>
    internal static PatternAutomaton Zip()
    {
        var automaton = new PatternAutomaton(9);
        for (int i = 0; i + 1 < 9; i++)
        {
            if (i != 4)
                automaton.Join(i, i + 1);
        }

        automaton.Add(4, 5, GapKind.Dashed, 1, '-');
        automaton._accept[4] = 1;
        automaton._accept[8] = 1;
        return automaton.Finish();
    }

    /// <summary>
    /// Digits with points and commas between them. The last one makes decimals if just so many digits follow it as the currency has. Any
    /// other parts thousands, which it does properly with three digits after it, and elsewhere is a stray mark; neither changes the value.
    /// In a currency without decimals no mark does, wherever it stands. What begins with 0 is 0 itself, or has decimals next: numbers of
    /// other kinds, as codes and dates, are padded with zeros.
    /// </summary>
    internal static PatternAutomaton Amount(int decimals)
    {
        if (decimals == 0)
        {
            var whole = new PatternAutomaton(2) { _afterZero = 1 };
            whole.Add(0, 0, GapKind.Plain, 1);
            whole.Add(0, 0, GapKind.Marked, 1);
            whole._accept.AsSpan().Fill(1);
            return whole.Finish();
        }

        // 0: before any mark; 1 to 4: so many digits (4: or more) after a mark that parts thousands; from 5 on: decimals; the last: after a
        // first 0.
        const int Most = 4;
        int zero = 1 + Most + decimals;
        var automaton = new PatternAutomaton(zero + 1) { MostAtOnce = 1 + Most, _afterZero = zero };
        automaton.Add(0, 0, GapKind.Plain, 1);
        automaton.Add(zero, 1 + Most, GapKind.Marked, 1, '.');
        automaton._accept[0] = automaton._accept[zero] = 1;
        for (int i = 0; i <= Most; i++)
        {
            double proper = i is 0 or 3 ? 1 : StrayMark;
            automaton.Add(i, 1, GapKind.Marked, proper);
            automaton.Add(i, 1 + Most, GapKind.Marked, proper, '.');
            if (i == 0)
                continue;
            automaton.Add(i, Math.Min(i + 1, Most), GapKind.Plain, 1);
            automaton._accept[i] = i == decimals ? 0 : proper;
        }

        for (int i = 1; i < decimals; i++)
            automaton.Add(Most + i, Most + i + 1, GapKind.Plain, 1);
        automaton._accept[Most + decimals] = 1;
        return automaton.Finish();
    }

    /// <summary>Any number of digits, with nothing between them.</summary>
    internal static PatternAutomaton Any()
    {
        var automaton = new PatternAutomaton(1) { MarksDelimit = true };
        automaton.Add(0, 0, GapKind.Plain, 1);
        automaton._accept[0] = 1;
        return automaton.Finish();
    }

    private void Join(int from, int to)
    {
        Add(from, to, GapKind.Plain, 1);
        Add(from, to, GapKind.Marked, StrayMark);
    }

    private void Add(int from, int to, GapKind gap, double weight, char visible = '\0') =>
        _edges.Add(new PatternEdge(from, to, gap, weight, visible));

    private PatternAutomaton Finish()
    {
        _edges.Sort((a, b) => a.From.CompareTo(b.From));
        Edges = _edges.ToArray();
        return this;
    }
}
