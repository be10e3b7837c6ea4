using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EdgeNet.Vision.Page;

/// <summary>The marks of a picture, from left to right, with their extents in the directions of the compass.</summary>
internal sealed class PageMarks
{
    /// <summary>A picture whose shorter side has no more working pixels may be a strip or a digit that somebody has cut out.</summary>
    internal const int StripSide = 200;

    /// <summary>The most marks, the longest first.</summary>
    internal const int MaxMarks = 768;

    // A rule is this much longer than it is thick; a thin 1 is not, nor are dashes that short.
    private const float RuleRatio = 14;
    private const float LeastRule = 24;

    private const float MostOfPage = 0.7f;

    private const int Lanes = 8;

    private readonly PageMark[] _marks = new PageMark[MaxMarks];
    private readonly float[] _extents = new float[MaxMarks * Compass.Count * 2];
    private readonly int[] _order = new int[MaxMarks];

    internal int Count { get; private set; }

    internal ReadOnlySpan<PageMark> All => _marks.AsSpan(0, Count);

    /// <summary>How far a mark reaches in a direction of the compass: the least and the most of its pixels' projections.</summary>
    internal (float Least, float Most) Extent(int mark, int direction)
    {
        int at = mark * Compass.Count * 2 + direction;
        return (_extents[at], _extents[at + Compass.Count]);
    }

    /// <summary>The depth of the picture's strong ink: that of the middle one of its taller marks; 1 or more.</summary>
    internal int StrongDepth()
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        int total = 0;
        foreach (ref readonly PageMark mark in All)
        {
            int weight = (int)Math.Min(100, mark.Size);
            histogram[mark.Depth] += weight;
            total += weight;
        }

        int depth = 0;
        for (int below = 0; depth < 255 && below + histogram[depth] <= total * 3 / 4; depth++)
            below += histogram[depth];
        return Math.Max(1, depth);
    }

    internal float Length(int mark, int direction)
    {
        (float least, float most) = Extent(mark, direction);
        return most - least;
    }

    internal void Build(ReadOnlySpan<Component> components, ReadOnlySpan<Run> runs, int width, int height)
    {
        int count = Choose(components);
        Count = 0;
        // On a page nothing so long is writing; in a strip cut out, digits that touch each other or a rule are.
        bool isStrip = Math.Min(width, height) <= StripSide;
        float longest = MathF.Sqrt((float)width * width + (float)height * height) * (isStrip ? 1 : MostOfPage);
        for (int i = 0; i < count; i++)
        {
            Component component = components[_order[i]];
            Span<float> extents = _extents.AsSpan(Count * Compass.Count * 2, Compass.Count * 2);
            Measure(component, runs, extents);
            float most = 0, least = float.MaxValue;
            for (int direction = 0; direction < Compass.Count; direction++)
            {
                float length = extents[direction + Compass.Count] - extents[direction];
                most = Math.Max(most, length);
                least = Math.Min(least, length);
            }

            if ((most > LeastRule && most > RuleRatio * least) || most > longest)
                continue;
            _marks[Count++] = new PageMark
            {
                Component = _order[i], Width = component.Width, Height = component.Height, Size = most, Thickness = least,
                Area = component.Area, Depth = component.Peak,
                Centre = new Vector2((component.Left + component.Right) * 0.5f, (component.Top + component.Bottom) * 0.5f),
            };
        }
    }

    // The numbers of the longest components, ordered from left to right.
    private int Choose(ReadOnlySpan<Component> components)
    {
        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        foreach (ref readonly Component component in components)
            histogram[Math.Min(255, Math.Max(component.Width, component.Height))]++;
        int least = 255;
        int count = histogram[255];
        while (least > 0 && count + histogram[least - 1] <= MaxMarks)
            count += histogram[--least];
        count = 0;
        for (int i = 0; i < components.Length && count < MaxMarks; i++)
        {
            if (Math.Max(components[i].Width, components[i].Height) >= least)
                _order[count++] = i;
        }

        // An insertion sort would be quadratic on texture; keys hold position and number, so that the order is total.
        Span<long> keys = stackalloc long[MaxMarks];
        keys = keys[..count];
        for (int i = 0; i < count; i++)
            keys[i] = ((long)(components[_order[i]].Left + components[_order[i]].Right) << 32) | (uint)_order[i];
        keys.Sort();
        for (int i = 0; i < count; i++)
            _order[i] = (int)(uint)keys[i];
        return count;
    }

    private static void Measure(in Component component, ReadOnlySpan<Run> runs, Span<float> extents)
    {
        Span<float> least = extents[..Compass.Count];
        Span<float> most = extents[Compass.Count..];
        ref float cos = ref MemoryMarshal.GetArrayDataReference(Compass.Cos);
        ref float sin = ref MemoryMarshal.GetArrayDataReference(Compass.Sin);
        for (int part = 0; part < Compass.Count; part += Lanes)
        {
            Vector256<float> c = Vector256.LoadUnsafe(ref cos, (nuint)part);
            Vector256<float> s = Vector256.LoadUnsafe(ref sin, (nuint)part);
            Vector256<float> low = Vector256.Create(float.MaxValue);
            Vector256<float> high = Vector256.Create(float.MinValue);
            for (int r = component.FirstRun; r >= 0; r = runs[r].Link)
            {
                Run run = runs[r];
                Vector256<float> down = s * (run.Y + 0.5f);
                Vector256<float> left = c * (run.Left + 0.5f) + down;
                Vector256<float> right = c * (run.Right - 0.5f) + down;
                low = Vector256.Min(low, Vector256.Min(left, right));
                high = Vector256.Max(high, Vector256.Max(left, right));
            }

            // Half a pixel around the centres, whatever the direction.
            (low - Vector256.Create(0.5f)).CopyTo(least[part..]);
            (high + Vector256.Create(0.5f)).CopyTo(most[part..]);
        }
    }
}
