using System.Globalization;
using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Reading.Tracing;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>Draws what a <see cref="FieldReader"/> looked at into a trace.</summary>
internal static class FieldTrace
{
    // Of each plane the best few rows that were not read are shown, and of readings those that somebody might ask about.
    private const int MostDropped = 6;
    private const float LeastShown = 0.05f;

    /// <summary>Adds what was looked at to come to a reading.</summary>
    internal static void AddLooks(ReadingTrace trace, PageAnalyzer page, LineBallot ballot, DigitReading reading)
    {
        foreach (TracePlane plane in page.Trace!.Planes)
        {
            int shown = 0;
            foreach (TraceRow row in plane.Rows)
            {
                // What a better line covers is to be seen there, and hundreds of rows are none at all.
                if (row.Fate is CandidateFate.Kept or CandidateFate.Duplicate || shown++ >= MostDropped)
                    continue;
                trace.Add(TraceKind.Dropped, QuadOf(row), "", reason: Reason(row.Fate));
            }
        }

        ReadOnlySpan<LineCandidate> candidates = page.Candidates;
        for (int i = 0; i < candidates.Length; i++)
            trace.Add(TraceKind.Line, QuadOf(candidates[i]), string.Create(CultureInfo.InvariantCulture, $"{i + 1}: {candidates[i].Score:0.0}"));
        for (int i = 0; i < ballot.Count; i++)
        {
            foreach (DecodedField field in ballot[i].Fields)
            {
                bool isAnswer = reading.FieldCount > 0 && field.Answers[0].Text.SequenceEqual(reading[0].ToString());
                if (isAnswer || field.Answers[0].Probability < LeastShown)
                    continue;
                string way = ballot[i].IsTurned ? "turned, " : "";
                string plane = ballot[i].Plane == PagePlane.Dropout ? "drop-out plane" : "grey plane";
                string scale = ballot[i].Scale == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $", height x {ballot[i].Scale}");
                trace.Add(TraceKind.Rejected, QuadOf(field.Answers[0], ballot[i].Strips), new string(field.Answers[0].Text),
                    (float)field.Answers[0].Probability, way + plane + scale);
            }
        }
    }

    /// <summary>Adds a reading.</summary>
    internal static void Add(ReadingTrace trace, DigitReading reading)
    {
        for (int i = 0; i < reading.FieldCount; i++)
        {
            ReadField field = reading[i];
            foreach (ReadSymbol symbol in field.Symbols)
                trace.Add(TraceKind.Digit, TraceQuad.Of(symbol.Box), symbol.Character.ToString(), symbol.Confidence);
            trace.Add(reading.IsAccepted ? TraceKind.Field : TraceKind.Rejected, TraceQuad.Of(field.Box), field.ToString(), field.Confidence,
                reading.IsAccepted ? null : "below the threshold");
        }
    }

    private static string Reason(CandidateFate fate) => fate switch
    {
        CandidateFate.BelowOthers => "enough better lines",
        _ => "little like a row of digits",
    };

    private static TraceQuad QuadOf(in TraceRow row)
    {
        Vector2 along = row.Direction * (row.Height * Math.Max(1, row.MarkCount) / 2);
        return QuadOf(row.Middle - along, row.Middle + along, row.Height, row.Height);
    }

    private static TraceQuad QuadOf(in LineCandidate line) => QuadOf(line.Start, line.End, line.StartHeight, line.EndHeight);

    private static TraceQuad QuadOf(Vector2 start, Vector2 end, float startHeight, float endHeight)
    {
        Vector2 direction = end == start ? Vector2.UnitX : Vector2.Normalize(end - start);
        var down = new Vector2(-direction.Y, direction.X);
        return new TraceQuad(
            Point(start - down * startHeight / 2), Point(end - down * endHeight / 2),
            Point(end + down * endHeight / 2), Point(start + down * startHeight / 2));
    }

    private static TraceQuad QuadOf(DecodedAnswer answer, LineStrips strips)
    {
        const float Reach = 0.35f * LineStrips.DigitRows, Top = (LineStrips.Rows - LineStrips.DigitRows) / 2, Bottom = LineStrips.Rows - Top;
        float from = FieldWriter.Column(answer.Symbols[0]) - Reach, to = FieldWriter.Column(answer.Symbols[^1]) + Reach;
        return new TraceQuad(
            Point(strips.ToFrame(from, Top)), Point(strips.ToFrame(to, Top)), Point(strips.ToFrame(to, Bottom)), Point(strips.ToFrame(from, Bottom)));
    }

    private static TracePoint Point(Vector2 place) => new(place.X, place.Y);
}
