using System.Globalization;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;
using SkiaSharp;

namespace EdgeNet.Imaging.Tracing;

/// <summary>Draws what a reader looked at over the picture, with a legend below that says what was read, what was rejected, and why.</summary>
public static class TraceDrawing
{
    private const int LongestSide = 1600;
    private const int ShortestWidth = 960;
    private const int LargestScale = 12;
    private const int MostLines = 60;
    private const float Dot = 2;
    private const int Margin = 12;

    /// <summary>Writes a PNG file.</summary>
    /// <param name="stream">Receives it.</param>
    /// <param name="frame">The picture.</param>
    /// <param name="reading">What was read in it.</param>
    /// <param name="trace">What was looked at.</param>
    /// <param name="title">What to call the picture.</param>
    public static void WritePng(Stream stream, GreyFrame frame, DigitReading reading, ReadingTrace trace, string title)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(title);
        double scale = ScaleOf(frame);
        int width = Thumbnail.SideOf(frame.Width, scale), height = Thumbnail.SideOf(frame.Height, scale);
        int panel = Math.Max(width, ShortestWidth);
        List<LegendLine> legend = Legend(reading, trace, title, (int)((panel - 2 * Margin) / (DotFont.Advance * Dot)));
        int legendHeight = 2 * Margin + (int)(legend.Count * DotFont.LineHeight * Dot);
        using var bitmap = new SKBitmap(new SKImageInfo(panel, height + legendHeight, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor(0x1c, 0x1c, 0x1c));
        using (SKBitmap picture = FramePixels.Scale(frame, width, height))
            canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default);
        // What is found last lies on top; what was dropped, below.
        foreach (TraceKind kind in new[] { TraceKind.Dropped, TraceKind.Page, TraceKind.Line, TraceKind.Rejected, TraceKind.Field, TraceKind.Digit })
        {
            int number = 0;
            foreach (TraceMark mark in trace.Marks)
            {
                number += mark.Kind == TraceKind.Digit ? 0 : 1;
                if (mark.Kind == kind)
                    Draw(canvas, mark, number, (float)scale);
            }
        }

        float y = height + Margin;
        foreach (LegendLine line in legend)
        {
            using var ink = new SKPaint { Color = line.Color };
            DotFont.Draw(canvas, line.Text, Margin, y, Dot, ink);
            y += DotFont.LineHeight * Dot;
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 0);
        data.SaveTo(stream);
    }

    /// <summary>Large pictures are made smaller, small ones larger by a whole number.</summary>
    private static double ScaleOf(GreyFrame frame)
    {
        int longest = Math.Max(frame.Width, frame.Height);
        return longest > LongestSide ? (double)LongestSide / longest : Math.Clamp(ShortestWidth / longest, 1, LargestScale);
    }

    private static void Draw(SKCanvas canvas, TraceMark mark, int number, float scale)
    {
        TraceQuad quad = mark.Quad;
        using var builder = new SKPathBuilder();
        builder.MoveTo(quad.A.X * scale, quad.A.Y * scale);
        builder.LineTo(quad.B.X * scale, quad.B.Y * scale);
        builder.LineTo(quad.C.X * scale, quad.C.Y * scale);
        builder.LineTo(quad.D.X * scale, quad.D.Y * scale);
        builder.Close();
        using SKPath path = builder.Detach();
        SKColor color = ColorOf(mark.Kind);
        bool isFaint = mark.Kind is TraceKind.Dropped;
        using var line = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = isFaint ? 1 : 2, IsAntialias = true };
        line.Color = color.WithAlpha(isFaint ? (byte)140 : (byte)230);
        canvas.DrawPath(path, line);
        if (mark.Kind is not (TraceKind.Digit or TraceKind.Page))
        {
            // The side at which the writing begins.
            using var start = new SKPaint { Color = line.Color, Style = SKPaintStyle.Stroke, StrokeWidth = 5, IsAntialias = true };
            canvas.DrawLine(quad.A.X * scale, quad.A.Y * scale, quad.D.X * scale, quad.D.Y * scale, start);
        }

        string label = mark.Kind == TraceKind.Digit ? mark.Label : number.ToString(CultureInfo.InvariantCulture);
        if (mark.Kind == TraceKind.Page || label.Length == 0)
            return;
        float dot = mark.Kind == TraceKind.Digit ? 3 : Dot;
        float width = DotFont.WidthOf(label) * dot, height = (DotFont.Height + 2) * dot;
        (float x, float y) = mark.Kind == TraceKind.Digit
            ? ((quad.A.X + quad.B.X) / 2 * scale - width / 2, Math.Max(Math.Max(quad.A.Y, quad.B.Y), Math.Max(quad.C.Y, quad.D.Y)) * scale + 2)
            : (quad.A.X * scale - width, quad.A.Y * scale - height);
        (x, y) = (Math.Max(0, x), Math.Max(0, y));
        using var ground = new SKPaint { Color = new SKColor(0, 0, 0, 170) };
        using var ink = new SKPaint { Color = color };
        canvas.DrawRect(x, y, width, height, ground);
        DotFont.Draw(canvas, label, x + dot / 2, y + dot, dot, ink);
    }

    private static List<LegendLine> Legend(DigitReading reading, ReadingTrace trace, string title, int columns)
    {
        var lines = new List<LegendLine>();
        string answer = reading.FieldCount == 0 ? "nothing" : reading.ToString().Replace('\n', '/');
        Add(title, SKColors.White);
        string verdict = reading.IsAccepted ? "read" : "rejected";
        Add(
            FormattableString.Invariant($"{reading.Pattern}: {verdict} {answer}, confidence {reading.Confidence:0.0000}"),
            ColorOf(reading.IsAccepted ? TraceKind.Field : TraceKind.Rejected));
        int number = 0;
        foreach (TraceMark mark in trace.Marks)
        {
            if (mark.Kind == TraceKind.Digit)
                continue;
            number++;
            if (lines.Count == MostLines)
            {
                Add("and more", SKColors.White);
                break;
            }

            string confidence = mark.Confidence is { } p ? FormattableString.Invariant($" {p:0.0000}") : "";
            string reason = mark.Reason is { } why ? ": " + why : "";
            Add(FormattableString.Invariant($"{number,3} {NameOf(mark.Kind)} {mark.Label}{confidence}{reason}"), ColorOf(mark.Kind));
        }

        return lines;

        void Add(string text, SKColor color)
        {
            text = Safety.PlainText.Escape(text);
            lines.Add(new LegendLine(text.Length <= columns ? text : text[..(columns - 3)] + "...", color));
        }
    }

    private static string NameOf(TraceKind kind) => kind switch
    {
        TraceKind.Page => "page",
        TraceKind.Line => "line",
        TraceKind.Dropped => "dropped",
        TraceKind.Field => "field",
        TraceKind.Rejected => "rejected",
        _ => "digit",
    };

    private static SKColor ColorOf(TraceKind kind) => kind switch
    {
        TraceKind.Page => new SKColor(0x60, 0xa5, 0xfa),
        TraceKind.Line => new SKColor(0x22, 0xd3, 0xee),
        TraceKind.Field => new SKColor(0x4a, 0xde, 0x80),
        TraceKind.Rejected => new SKColor(0xf8, 0x71, 0x71),
        TraceKind.Digit => new SKColor(0xfb, 0xbf, 0x24),
        _ => new SKColor(0xa3, 0xa3, 0xa3),
    };

    private readonly record struct LegendLine(string Text, SKColor Color);
}
