using System.Numerics;
using EdgeNet.Training.Synthetic;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Tests.Page;

/// <summary>A drawn envelope, and where its ZIP code is: left and right end of its middle line, and the box's height there.</summary>
internal sealed record FieldScene(GreyPicture Picture, Vector2 Left, Vector2 Right, float LeftHeight, float RightHeight)
{
    internal static FieldScene Draw(int seed)
    {
        EnvelopeScene scene = SyntheticEnvelope.Draw("30427", seed);
        float middle = scene.Y + scene.Height / 2f;
        return new FieldScene(
            scene.Picture, new Vector2(scene.X, middle), new Vector2(scene.X + scene.Width, middle), scene.Height, scene.Height);
    }

    internal FieldScene Apply(PictureWarp warp)
    {
        (Vector2 left, float leftHeight) = Move(warp, Left, LeftHeight);
        (Vector2 right, float rightHeight) = Move(warp, Right, RightHeight);
        return new FieldScene(warp.Apply(Picture), left, right, leftHeight, rightHeight);
    }

    /// <summary>The rank of the first candidate along the field with its direction, its height, and all of it on a strip; -1 if there is none.</summary>
    internal int Rank(PageAnalyzer analyzer)
    {
        var strips = new LineStrips();
        analyzer.Analyze(Picture.Frame);
        for (int i = 0; i < analyzer.Candidates.Length; i++)
        {
            LineCandidate candidate = analyzer.Candidates[i];
            if (!IsAlong(candidate))
                continue;
            analyzer.Sample(Picture.Frame, candidate, PagePlane.Grey, isTurned: false, strips);
            float from = Along(candidate, strips.ToFrame(0, 16)), to = Along(candidate, strips.ToFrame(strips.TotalColumns, 16));
            float left = Along(candidate, Left), right = Along(candidate, Right);
            if (Math.Min(left, right) >= from && Math.Max(left, right) <= to)
                return i;
        }

        return -1;
    }

    private bool IsAlong(in LineCandidate candidate)
    {
        Vector2 direction = Vector2.Normalize(Right - Left);
        if (Math.Abs(Cross(direction, candidate.Direction)) > 0.1f)
            return false;
        // The box holds digits of different height on a line that is not quite level: it is taller than a digit.
        return IsAt(candidate, Left, LeftHeight) && IsAt(candidate, Right, RightHeight);
    }

    private static bool IsAt(in LineCandidate candidate, Vector2 place, float height)
    {
        float digit = candidate.HeightAt(Along(candidate, place));
        return Math.Abs(Cross(candidate.Direction, place - candidate.Start)) < 0.25f * height && digit > 0.6f * height && digit < 1.1f * height;
    }

    private static float Along(in LineCandidate candidate, Vector2 place) => Vector2.Dot(place - candidate.Start, candidate.Direction);

    private static float Cross(Vector2 a, Vector2 b) => a.X * b.Y - a.Y * b.X;

    private static (Vector2 Place, float Height) Move(PictureWarp warp, Vector2 place, float height)
    {
        Vector2 half = new(0, height / 2);
        Vector2 top = warp.ToNew(place - half), bottom = warp.ToNew(place + half);
        return ((top + bottom) / 2, Vector2.Distance(top, bottom));
    }
}
