using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>
/// What a line holds of a pattern, summed over all paths of CTC: how many runs it takes, and how probable it is that there is none. The sums
/// are exact.
/// </summary>
internal sealed class LineSums
{
    private readonly RunCompletion _noneAfter = new();
    private PatternAutomaton? _automaton;
    private double[] _none = [];
    private double[] _unmatched = [];

    /// <summary>What stands around runs.</summary>
    internal RunContext Context { get; } = new();

    /// <summary>What follows a run's digit where anything may stand after the run.</summary>
    internal RunCompletion Completion { get; } = new();

    /// <summary>The probability that no run of the line is a field of the pattern.</summary>
    internal double None { get; private set; }

    /// <summary>Takes the memory for lines of so many frames, and gaps of so many.</summary>
    internal void Reserve(PatternAutomaton automaton, int frames, int gap)
    {
        Context.Reserve(frames, gap);
        Completion.Reserve(automaton, frames, gap);
        _noneAfter.Reserve(automaton, frames, gap);
        Buffers.Grow(ref _none, frames + 1);
        Buffers.Grow(ref _unmatched, gap);
    }

    /// <summary>Sums up a line.</summary>
    internal void Build(LineFrames frames, PatternAutomaton automaton, int gap)
    {
        int count = frames.Count;
        _automaton = automaton;
        Reserve(automaton, count, gap);
        Context.Build(frames, gap, automaton.MarksDelimit);
        Completion.Begin(automaton, count, gap);
        _noneAfter.Begin(automaton, count, gap);
        _unmatched.AsSpan(0, gap).Fill(1);
        _none[count] = 1;
        for (int t = count - 1; t >= 0; t--)
        {
            double rest = _none[t + 1];
            double digits = 0;
            for (int c = 0; c < LineClass.Digits; c++)
                digits += frames.Of(c)[t] * Math.Max(0, _unmatched[0] - _noneAfter.After(automaton.Start(c), c)[t + 1]);
            _none[t] = (1 - Context.Digit[t]) * rest + digits;
            Completion.Step(frames, Context, t, 1);
            _noneAfter.Step(frames, Context, t, rest);
            StepUnmatched(frames.Of(LineClass.Blank)[t], t, rest);
        }

        None = Math.Clamp(_none[0], 0, 1);
    }

    /// <summary>How many runs that begin in some frames are fields, in the mean over all paths.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="from">The first frame.</param>
    /// <param name="end">The frame after the last.</param>
    internal double Expected(LineFrames frames, int from, int end)
    {
        double sum = 0;
        for (int c = 0; c < LineClass.Digits; c++)
            sum += Expected(frames, c, from, end);
        return sum;
    }

    /// <summary>The same of the runs that begin with a digit.</summary>
    internal double Expected(LineFrames frames, int digit, int from, int end)
    {
        ReadOnlySpan<double> p = frames.Of(digit);
        ReadOnlySpan<double> after = Completion.After(_automaton!.Start(digit), digit);
        double sum = 0;
        for (int t = from; t < end; t++)
            sum += Context.Delimited[t] * p[t] * after[t + 1];
        return sum;
    }

    /// <summary>All endings from within a run, taken or not, with no field after it; by the blanks since the run's last token.</summary>
    private void StepUnmatched(double blank, int t, double rest)
    {
        double now = Context.Delimiter[t] * rest + (Context.Digit[t] + Context.Beside[t]) * _unmatched[0];
        for (int k = 0; k < Context.Gap; k++)
            _unmatched[k] = now + blank * (k + 1 < Context.Gap ? _unmatched[k + 1] : rest);
    }
}
