using System.Numerics;

namespace EdgeNet.Training.Synthetic.Bongard;

/// <summary>
/// Pictures of <see cref="BongardProblem"/>: dark contours on white paper, their forms, sizes and places random. The same arguments give
/// the same picture.
/// </summary>
public sealed class BongardPicture
{
    /// <summary>The smallest side of a picture, in pixels.</summary>
    public const int MinSide = 32;

    /// <summary>The largest side of a picture, in pixels.</summary>
    public const int MaxSide = 512;

    // In parts of the picture's side.
    private const float Margin = 0.03f;
    private const float Gap = 0.07f;
    private const float PenRadius = 0.011f;
    private const float LeastPen = 0.6f;

    private readonly BongardProblem _problem;
    private readonly int _side;

    /// <summary>Pictures of one problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="side">Their height and width in pixels, <see cref="MinSide"/> to <see cref="MaxSide"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The side is outside its range, or there is no such problem.</exception>
    public BongardPicture(BongardProblem problem, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, MinSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaxSide);
        if (!Enum.IsDefined(problem)) throw new ArgumentOutOfRangeException(nameof(problem), problem, "Expected a known problem.");
        _problem = problem;
        _side = side;
    }

    /// <summary>The names of a problem's classes.</summary>
    /// <param name="problem">The problem.</param>
    /// <returns>That of label 0, and that of label 1.</returns>
    public static IReadOnlyList<string> ClassesOf(BongardProblem problem) => problem switch
    {
        BongardProblem.SameDifferent => ["different", "same"],
        BongardProblem.InsideOutside => ["outside", "inside"],
        BongardProblem.Touching => ["apart", "touching"],
        BongardProblem.Aligned => ["scattered", "aligned"],
        BongardProblem.Mirrored => ["same", "mirrored"],
        _ => ["small", "large"],
    };

    /// <summary>Draws a picture.</summary>
    /// <param name="label">0 or 1.</param>
    /// <param name="seed">The set's number.</param>
    /// <param name="index">The picture's number in the set.</param>
    /// <returns>Grey levels row by row, paper 255.</returns>
    public byte[] Draw(int label, ulong seed, ulong index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(label, 1);
        var random = new SampleRandom(SampleRandom.Mix(seed, (ulong)_problem), index);
        // A layout that leaves no room is thrown away.
        List<BongardContour>? contours;
        do contours = Arrange(ref random, label == 1);
        while (contours is null);
        float[] ink = new float[_side * _side];
        float pen = Math.Max(LeastPen, PenRadius * _side);
        StrokeRaster.Draw([.. contours.Select(c => c.Points)], _side, new Vector2(-0.5f), pen, 1, ink, _side);
        return [.. ink.Select(i => (byte)MathF.Round(255 * (1 - i)))];
    }

    private List<BongardContour>? Arrange(ref SampleRandom random, bool isSecond) => _problem switch
    {
        BongardProblem.SameDifferent => ArrangePair(ref random, isSecond ? c => c : null),
        BongardProblem.Mirrored => ArrangePair(ref random, isSecond ? c => c.Mirrored() : c => c),
        BongardProblem.InsideOutside => ArrangeNested(ref random, isSecond),
        BongardProblem.Touching => ArrangeTouching(ref random, isSecond),
        BongardProblem.Aligned => ArrangeThree(ref random, isSecond),
        _ => ArrangeOne(ref random, isSecond),
    };

    /// <summary>Two contours of one size, apart: the second made of the first, or a form of its own.</summary>
    private static List<BongardContour>? ArrangePair(ref SampleRandom random, Func<BongardContour, BongardContour>? second)
    {
        float radius = random.NextSingle(0.14f, 0.2f);
        BongardContour first = BongardContour.Draw(ref random), other = BongardContour.Draw(ref random);
        Vector2 a = Place(ref random, radius), b = Place(ref random, radius);
        if (Vector2.Distance(a, b) < 2 * radius + Gap / 2) return null;
        return [first.At(a, radius), (second is null ? other : second(first)).At(b, radius)];
    }

    private static List<BongardContour>? ArrangeNested(ref SampleRandom random, bool isInside)
    {
        float large = random.NextSingle(0.3f, 0.38f), small = random.NextSingle(0.06f, 0.09f);
        BongardContour outer = BongardContour.Draw(ref random).At(Place(ref random, large), large);
        Vector2 place = Place(ref random, small);
        if (outer.Contains(place) != isInside || outer.Distance(place) < small + Gap / 2) return null;
        return [outer, BongardContour.Draw(ref random).At(place, small)];
    }

    private static List<BongardContour>? ArrangeTouching(ref SampleRandom random, bool touches)
    {
        float radius = random.NextSingle(0.14f, 0.2f);
        Vector2 place = Place(ref random, radius);
        BongardContour first = BongardContour.Draw(ref random).At(place, radius), second = BongardContour.Draw(ref random);
        float angle = random.NextSingle(0, 2 * MathF.PI);
        var direction = new Vector2(MathF.Cos(angle), MathF.Sin(angle));
        float wanted = touches ? 0 : random.NextSingle(Gap, 2 * Gap);
        // Pushed together from afar until they are as near as wanted.
        float distance = 2 * radius + 2 * Gap;
        for (int step = 0; step < 40; step++)
        {
            float gap = first.Distance(second.At(place + distance * direction, radius)) - wanted;
            if (gap < 1e-3f) break;
            distance -= gap;
        }

        Vector2 other = place + distance * direction;
        return Fits(other, radius) ? [first, second.At(other, radius)] : null;
    }

    private static List<BongardContour>? ArrangeThree(ref SampleRandom random, bool isAligned)
    {
        float radius = random.NextSingle(0.07f, 0.1f);
        Vector2 a = Place(ref random, radius), b = Place(ref random, radius), c = Place(ref random, radius);
        if (isAligned) c = a + (b - a) * random.NextSingle(0.3f, 0.7f);
        float least = 2 * radius + Gap / 2;
        if (Vector2.Distance(a, b) < least || Vector2.Distance(b, c) < least || Vector2.Distance(a, c) < least) return null;
        float area = Math.Abs((b - a).X * (c - a).Y - (b - a).Y * (c - a).X);
        float longest = Math.Max(Vector2.Distance(a, b), Math.Max(Vector2.Distance(b, c), Vector2.Distance(a, c)));
        // The least height of the triangle.
        if (!isAligned && area / longest < 0.15f) return null;
        var contours = new List<BongardContour>();
        foreach (Vector2 place in (Vector2[])[a, b, c]) contours.Add(BongardContour.Draw(ref random).At(place, radius));
        return contours;
    }

    private static List<BongardContour> ArrangeOne(ref SampleRandom random, bool isLarge)
    {
        float radius = isLarge ? random.NextSingle(0.28f, 0.4f) : random.NextSingle(0.08f, 0.16f);
        return [BongardContour.Draw(ref random).At(Place(ref random, radius), radius)];
    }

    private static Vector2 Place(ref SampleRandom random, float radius)
    {
        float low = radius + Margin, high = 1 - low;
        return new(random.NextSingle(low, high), random.NextSingle(low, high));
    }

    private static bool Fits(Vector2 place, float radius)
    {
        float low = radius + Margin, high = 1 - low;
        return place.X >= low && place.X <= high && place.Y >= low && place.Y <= high;
    }
}
