using System.Numerics;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Strips;

/// <summary>
/// Fills a line's strips: averages the frame over the area of each strip pixel, divides by the paper's light there, and stretches the result
/// so that the line's own strokes are 1 and its own ground is 0.
/// </summary>
internal sealed class StripSampler
{
    // The most samples a side of a strip pixel; larger areas are sampled from the working picture.
    private const int MaxSamples = 6;

    private const int Bins = 256;

    // Shares of the line's deepest pixels: what is below the first is ground, what is above the second is stroke.
    private const float GroundShare = 0.35f;
    private const float StrokeShare = 0.5f;

    // Of the line's pixels two in a hundred or more are the middle of a stroke.
    private const float DeepRank = 0.98f;
    private const float StrokeRank = 0.8f;
    private const float LeastRange = 0.04f;

    // Paper's light changes slowly: it is looked up so many rows apart, and is linear in between.
    private const int LightRows = 8;

    private readonly float[] _line = new float[LineStrips.Rows * LineStrips.MaxColumns];

    /// <summary>Fills the strips that have been laid out.</summary>
    /// <param name="source">The plane at full resolution.</param>
    /// <param name="picture">Its working picture.</param>
    /// <param name="paper">Its paper.</param>
    /// <param name="isLightInk">Whether the working picture's levels are turned over.</param>
    /// <param name="strips">Takes the result.</param>
    internal void Sample(GreyFrame source, PagePicture picture, PaperGrid paper, bool isLightInk, LineStrips strips)
    {
        int total = strips.TotalColumns;
        Span<float> lights = stackalloc float[LineStrips.Rows];
        Vector2 direction = strips.Candidate.Direction;
        var down = new Vector2(-direction.Y, direction.X);
        for (int column = 0; column < total; column++)
        {
            (float along, float step) = strips.ColumnAt(column);
            bool isCoarse = picture.Factor > 1 && step >= 1.5f * picture.Factor;
            float unit = isCoarse ? picture.Factor : 1;
            GreyFrame plane = isCoarse ? new GreyFrame(picture.Raw, picture.Width, picture.Height) : source;
            byte flip = isLightInk && !isCoarse ? (byte)255 : (byte)0;
            int samples = Math.Clamp((int)MathF.Ceiling(step / unit - 0.25f), 1, MaxSamples);
            Vector2 middle = strips.Candidate.Start + direction * along;
            FindLights(paper, middle / picture.Factor, down * (step / picture.Factor), lights);
            for (int row = 0; row < LineStrips.Rows; row++)
            {
                Vector2 at = middle + down * ((row + 0.5f - LineStrips.Rows / 2f) * step);
                float ink = 0;
                if (at.X >= 0 && at.Y >= 0 && at.X < source.Width && at.Y < source.Height)
                {
                    float level = samples == 1
                        ? Linear(plane, at / unit, flip)
                        : Mean(plane, at / unit, direction * (step / unit / samples), samples, flip);
                    ink = Math.Max(0, (lights[row] - level) / lights[row]);
                }

                int to = strips.IsTurned ? (LineStrips.Rows - row) * total - 1 - column : row * total + column;
                _line[to] = ink;
            }
        }

        Stretch(strips, total);
        for (int i = 0; i < strips.Count; i++)
        {
            Span<float> strip = strips.Writable(i);
            for (int row = 0; row < LineStrips.Rows; row++)
            {
                _line.AsSpan(row * total + i * LineStrips.Stride, LineStrips.Columns)
                    .CopyTo(strip.Slice(row * LineStrips.Columns, LineStrips.Columns));
            }
        }
    }

    /// <summary>The paper's light in the rows of a column.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="middle">The column's middle, in pixels of the working picture.</param>
    /// <param name="down">From one row to the next.</param>
    /// <param name="lights">Receives a level for each row, 1 to 255.</param>
    private static void FindLights(PaperGrid paper, Vector2 middle, Vector2 down, Span<float> lights)
    {
        Vector2 at = middle - down * (LineStrips.Rows / 2f);
        float before = paper.PaperAt(at.X, at.Y);
        for (int row = 0; row < lights.Length; row += LightRows)
        {
            at += down * LightRows;
            float after = paper.PaperAt(at.X, at.Y), slope = (after - before) / LightRows;
            for (int i = 0; i < LightRows; i++)
                lights[row + i] = before + (i + 0.5f) * slope;
            before = after;
        }
    }

    // The line's ground becomes 0 and its strokes 1, by the ranks of its own pixels.
    private void Stretch(LineStrips strips, int total)
    {
        Span<int> bins = stackalloc int[Bins];
        bins.Clear();
        int count = 0;
        for (int row = 3; row < LineStrips.Rows - 3; row++)
        {
            foreach (float ink in _line.AsSpan(row * total + strips.FirstColumn, strips.EndColumn - strips.FirstColumn))
            {
                bins[Math.Min(Bins - 1, (int)(ink * Bins))]++;
                count++;
            }
        }

        int deep = Rank(bins, 0, Bins, count, DeepRank);
        int ground = (int)(deep * GroundShare), stroke = (int)(deep * StrokeShare);
        float paper = Rank(bins, 0, ground + 1, Sum(bins[..(ground + 1)]), 0.5f) / (float)Bins;
        float full = (Rank(bins, stroke, Bins, Sum(bins[stroke..]), StrokeRank) + 1) / (float)Bins;
        strips.Contrast = full;
        float scale = 1 / Math.Max(LeastRange, full - paper);
        foreach (ref float ink in _line.AsSpan(0, LineStrips.Rows * total))
            ink = Math.Clamp((ink - paper) * scale, 0, 1);
    }

    private static int Sum(ReadOnlySpan<int> bins)
    {
        int sum = 0;
        foreach (int count in bins)
            sum += count;
        return sum;
    }

    // The bin within a range below which a share of the range's pixels lies.
    private static int Rank(ReadOnlySpan<int> bins, int from, int to, int count, float share)
    {
        float below = 0;
        for (int bin = from; bin < to; bin++)
        {
            below += bins[bin];
            if (below >= share * count)
                return bin;
        }

        return to - 1;
    }

    private static float Linear(GreyFrame plane, Vector2 at, byte flip)
    {
        float x = Math.Clamp(at.X - 0.5f, 0, plane.Width - 1), y = Math.Clamp(at.Y - 0.5f, 0, plane.Height - 1);
        int left = (int)x, top = (int)y;
        int right = Math.Min(left + 1, plane.Width - 1);
        ReadOnlySpan<byte> upper = plane.Row(top), lower = plane.Row(Math.Min(top + 1, plane.Height - 1));
        float across = x - left, down = y - top;
        float above = (upper[left] ^ flip) * (1 - across) + (upper[right] ^ flip) * across;
        float below = (lower[left] ^ flip) * (1 - across) + (lower[right] ^ flip) * across;
        return above * (1 - down) + below * down;
    }

    // The mean of samples x samples places on a square that lies along the line.
    private static float Mean(GreyFrame plane, Vector2 at, Vector2 step, int samples, byte flip)
    {
        ReadOnlySpan<byte> pixels = plane.Pixels;
        var down = new Vector2(-step.Y, step.X);
        float half = (samples - 1) / 2f;
        int sum = 0;
        for (int j = 0; j < samples; j++)
        {
            Vector2 place = at + down * (j - half) - step * half;
            for (int i = 0; i < samples; i++, place += step)
            {
                int x = Math.Clamp((int)place.X, 0, plane.Width - 1), y = Math.Clamp((int)place.Y, 0, plane.Height - 1);
                sum += pixels[y * plane.Stride + x] ^ flip;
            }
        }

        return sum / (float)(samples * samples);
    }
}
