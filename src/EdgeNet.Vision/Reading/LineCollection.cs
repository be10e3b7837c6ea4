using System.Numerics;
using System.Runtime.InteropServices;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Decoding;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Gathers every run of digits of a frame in the order in which it is read: which way up the page is, is decided by all lines together, and
/// of runs that cover each other the surer one stays.
/// </summary>
internal sealed class LineCollection
{
    // Runs whose boxes share more than this of the smaller one are one run seen twice.
    private const float MostShared = 0.35f;

    // Lines whose middles are nearer than this share of their height are one line.
    private const float SameLine = 0.6f;

    /// <summary>The most runs of a frame.</summary>
    internal const int MostRuns = 128;

    private readonly List<(DecodedAnswer Answer, LineHypothesis Source, PixelBox Box, Vector2 Middle)> _runs = new(MostRuns);

    private readonly List<LineCandidate> _lines = new(MostRuns);

    /// <summary>Whether the page is upside down, seen along <see cref="Direction"/>.</summary>
    internal bool IsTurned { get; private set; }

    /// <summary>Along the line of the surest run, of length 1; to the side to which the first candidate runs.</summary>
    internal Vector2 Direction { get; private set; }

    /// <summary>The height of its digits in frame pixels.</summary>
    internal float Height { get; private set; }

    /// <summary>The lines with runs.</summary>
    internal ReadOnlySpan<LineCandidate> Lines => CollectionsMarshal.AsSpan(_lines);

    /// <summary>Gathers all runs that are read with at least a threshold.</summary>
    /// <returns>False if there is none.</returns>
    internal bool Gather(LineBallot ballot, float threshold)
    {
        _runs.Clear();
        _lines.Clear();
        IsTurned = IsUpsideDown(ballot);
        double best = 0;
        for (int i = 0; i < ballot.Count; i++)
        {
            if (IsTurnedBeside(ballot[i], ballot[0]) != IsTurned)
                continue;
            foreach (DecodedField field in ballot[i].Fields)
            {
                if (FieldConfidence.Of(field.Answers[0].Probability) >= threshold && _runs.Count < MostRuns)
                    Add(field.Answers[0], ballot[i]);
            }
        }

        foreach ((DecodedAnswer answer, LineHypothesis source, _, _) in _runs)
        {
            double weight = answer.Probability * answer.Symbols.Length;
            _lines.Add(source.Line);
            if (weight <= best)
                continue;
            best = weight;
            (Direction, Height) = (source.IsTurned == IsTurned ? source.Line.Direction : -source.Line.Direction, source.Line.Height);
        }

        return _runs.Count > 0;
    }

    /// <summary>Fills a reading with what was gathered.</summary>
    internal void Fill(DigitReading reading)
    {
        Vector2 along = Direction * (IsTurned ? -1 : 1);
        var down = new Vector2(-along.Y, along.X);
        Sort(down);
        float least = 1;
        int line = 0;
        for (int first = 0; first < _runs.Count; line++)
        {
            int end = first + 1;
            while (end < _runs.Count && Vector2.Dot(_runs[end].Middle - _runs[first].Middle, down) < SameLine * _runs[first].Source.Line.Height)
                end++;
            Sort(along, first, end);
            for (; first < end; first++)
            {
                ReadField field = reading.AddField(line);
                float confidence = FieldConfidence.Of(_runs[first].Answer.Probability);
                FieldWriter.Write(field, _runs[first].Answer, _runs[first].Source.Strips);
                field.SetConfidence(confidence);
                field.AddAlternative(_runs[first].Answer.Text, confidence);
                least = Math.Min(least, confidence);
            }
        }

        reading.Set(least, isAccepted: true, _runs[0].Source.Line.IsLightInk);
    }

    private static bool IsUpsideDown(LineBallot ballot)
    {
        float upright = 0, turned = 0;
        for (int i = 0; i < ballot.Count; i++)
        {
            if (IsTurnedBeside(ballot[i], ballot[0]))
                turned += ballot[i].Digits;
            else
                upright += ballot[i].Digits;
        }

        return turned > upright;
    }

    // Candidates of one page may run to either side, such as up and down: what is upside down, the first one says.
    private static bool IsTurnedBeside(LineHypothesis hypothesis, LineHypothesis first) =>
        hypothesis.IsTurned == (Vector2.Dot(hypothesis.Line.Direction, first.Line.Direction) >= 0);

    private void Add(DecodedAnswer answer, LineHypothesis source)
    {
        float from = FieldWriter.Column(answer.Symbols[0]), to = FieldWriter.Column(answer.Symbols[^1]);
        const float Reach = 0.3f * Strips.LineStrips.DigitRows;
        PixelBox box = source.Strips.BoxOf(from - Reach, to + Reach);
        for (int i = 0; i < _runs.Count; i++)
        {
            if (Shared(_runs[i].Box, box) < MostShared)
                continue;
            // The longer of two views of a run is the whole one.
            double known = _runs[i].Answer.Probability * _runs[i].Answer.Symbols.Length;
            if (known >= answer.Probability * answer.Symbols.Length)
                return;
            _runs.RemoveAt(i--);
        }

        _runs.Add((answer, source, box, source.Strips.ToFrame((from + to) / 2, Strips.LineStrips.Rows / 2f)));
    }

    private static float Shared(in PixelBox a, in PixelBox b)
    {
        float width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        float height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        return width <= 0 || height <= 0 ? 0 : width * height / Math.Min((float)a.Width * a.Height, (float)b.Width * b.Height);
    }

    private void Sort(Vector2 by) => Sort(by, 0, _runs.Count);

    private void Sort(Vector2 by, int first, int end)
    {
        for (int i = first + 1; i < end; i++)
        {
            for (int j = i; j > first && Vector2.Dot(_runs[j].Middle, by) < Vector2.Dot(_runs[j - 1].Middle, by); j--)
                (_runs[j], _runs[j - 1]) = (_runs[j - 1], _runs[j]);
        }
    }
}
