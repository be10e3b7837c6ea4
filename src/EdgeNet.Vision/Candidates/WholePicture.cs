using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>
/// Takes a picture that is itself a strip or a digit, cut out by somebody, as one level row: all of its marks but rules, and but what
/// reaches in from the neighbours above and below.
/// </summary>
internal static class WholePicture
{
    // Marks of a cut-out are at least this share of its shorter side.
    private const float LeastShare = 0.3f;

    // A part of the content is at least this share of the tallest mark; smaller ones are commas, points and specks.
    private const float LeastPart = 0.45f;

    /// <summary>Finds the row.</summary>
    /// <param name="marks">All marks.</param>
    /// <param name="components">Their components.</param>
    /// <param name="width">Of the working picture.</param>
    /// <param name="height">Of the working picture.</param>
    /// <param name="members">Takes the row's marks from left to right.</param>
    /// <param name="row">The row.</param>
    /// <returns>The number of marks; 0 where the picture is none of a strip or a digit.</returns>
    internal static int Find(PageMarks marks, ReadOnlySpan<Component> components, int width, int height, Span<int> members, out MarkRow row)
    {
        row = default;
        if (Math.Min(width, height) > PageMarks.StripSide)
            return 0;
        int tallest = 0;
        for (int i = 0; i < marks.Count; i++)
            tallest = Math.Max(tallest, HeightWithin(components[marks.All[i].Component], width, height));
        if (tallest < LeastShare * Math.Min(width, height) || tallest < 6)
            return 0;
        int count = 0;
        Span<int> heights = stackalloc int[RowGrower.MaxLength];
        float top = 0;
        for (int i = 0; i < marks.Count && count < RowGrower.MaxLength; i++)
        {
            Component component = components[marks.All[i].Component];
            int tall = HeightWithin(component, width, height);
            if (tall < LeastPart * tallest)
                continue;
            members[count] = i;
            heights[count++] = tall;
            top += component.Top + component.Bottom;
        }

        row.Count = count;
        row.Direction = Vector2.UnitX;
        row.Origin = new Vector2(width / 2f, top / (2 * count));
        Ascending.Sort(heights[..count]);
        row.Height = heights[(int)(count * 0.6f)];
        return count;
    }

    // The mark's height, or 0 where it reaches in from beyond an edge and not to the middle.
    private static int HeightWithin(in Component component, int width, int height)
    {
        bool isFromAbove = component.Top == 0 && component.Bottom < 0.4f * height;
        bool isFromBelow = component.Bottom == height && component.Top > 0.6f * height;
        bool isFromSide = (component.Left == 0 && component.Right < 0.1f * width) || (component.Right == width && component.Left > 0.9f * width);
        return isFromAbove || isFromBelow || (isFromSide && component.Width < 0.15f * component.Height) ? 0 : component.Height;
    }
}
