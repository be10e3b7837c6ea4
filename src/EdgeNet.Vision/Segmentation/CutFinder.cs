using EdgeNet.Vision.Components;
using EdgeNet.Vision.Lines;

namespace EdgeNet.Vision.Segmentation;

/// <summary>
/// Finds where touching digits may be parted: the straight lines, upright or leaning either way, that go through the least ink. It finds
/// more than are needed; which of them are used is decided by what the parts look like.
/// </summary>
internal sealed class CutFinder
{
    /// <summary>The most cuts through one component.</summary>
    internal const int MaxCuts = 7;

    private const int MaxColumns = 4096;

    // In digit heights: the most ink a cut may go through, the least distance between cuts, and from a cut to the component's edge.
    private const float MaxInk = 0.5f;
    private const float LeastDistance = 0.12f;
    private const float LeastEdge = 0.12f;

    private readonly int[] _profile = new int[MaxColumns * Slants.Length];
    private readonly float[] _positions = new float[MaxCuts];
    private readonly float[] _slants = new float[MaxCuts];
    private readonly float[] _inks = new float[MaxCuts];

    private static ReadOnlySpan<float> Slants => [0f, -0.2f, 0.2f, -0.4f, 0.4f];

    internal int Count { get; private set; }

    internal float Position(int cut) => _positions[cut];

    internal float Slant(int cut) => _slants[cut];

    internal float Ink(int cut) => _inks[cut];

    /// <summary>Finds the cuts of one component, ordered from left to right.</summary>
    internal void Find(ComponentFinder components, Rotation rotation, in Mark mark, float digitHeight)
    {
        Count = 0;
        // Wider than columns are kept for cannot be: five digits of the working picture's height at most.
        int columns = (int)mark.Width + 2;
        if (columns > MaxColumns)
            return;
        Span<int> profile = _profile.AsSpan(0, columns * Slants.Length);
        profile.Clear();
        Component component = components.Components[mark.Component];
        for (int r = component.FirstRun; r >= 0; r = components.Runs[r].Link)
        {
            Run run = components.Runs[r];
            for (int x = run.Left; x < run.Right; x++)
            {
                float u = rotation.U(x + 0.5f, run.Y + 0.5f) - mark.Left;
                float v = rotation.V(x + 0.5f, run.Y + 0.5f) - mark.CentreV;
                for (int s = 0; s < Slants.Length; s++)
                    profile[s * columns + Math.Clamp((int)(u - Slants[s] * v), 0, columns - 1)]++;
            }
        }

        float edge = LeastEdge * digitHeight;
        while (Count < MaxCuts && TakeBest(profile, columns, mark, digitHeight, edge))
        {
        }

        Order();
    }

    // The best line left that keeps its distance from those taken. A leaning line must be better than an upright one, not only as good.
    private bool TakeBest(ReadOnlySpan<int> profile, int columns, in Mark mark, float digitHeight, float edge)
    {
        float best = MaxInk;
        float position = 0;
        float slant = 0;
        for (int s = 0; s < Slants.Length; s++)
        {
            ReadOnlySpan<int> line = profile.Slice(s * columns, columns);
            for (int column = 1; column < columns - 1; column++)
            {
                float u = column + 0.5f;
                if (u < edge || u > mark.Width - edge)
                    continue;
                float ink = (line[column - 1] + 2 * line[column] + line[column + 1]) / (4 * digitHeight) + 0.05f * Math.Abs(Slants[s]);
                if (ink >= best || IsNear(mark.Left + u, digitHeight))
                    continue;
                best = ink;
                position = mark.Left + u;
                slant = Slants[s];
            }
        }

        if (best >= MaxInk)
            return false;
        _positions[Count] = position;
        _slants[Count] = slant;
        _inks[Count] = best;
        Count++;
        return true;
    }

    private bool IsNear(float position, float digitHeight)
    {
        for (int i = 0; i < Count; i++)
        {
            if (Math.Abs(_positions[i] - position) < LeastDistance * digitHeight)
                return true;
        }

        return false;
    }

    private void Order()
    {
        for (int i = 1; i < Count; i++)
        {
            for (int j = i; j > 0 && _positions[j - 1] > _positions[j]; j--)
            {
                (_positions[j - 1], _positions[j]) = (_positions[j], _positions[j - 1]);
                (_slants[j - 1], _slants[j]) = (_slants[j], _slants[j - 1]);
                (_inks[j - 1], _inks[j]) = (_inks[j], _inks[j - 1]);
            }
        }
    }
}
