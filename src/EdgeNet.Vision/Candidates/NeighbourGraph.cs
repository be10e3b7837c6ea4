using System.Numerics;
using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Candidates;

/// <summary>For each mark the nearest ones of like size: those that can stand beside it in a row, whatever the row's direction.</summary>
internal sealed class NeighbourGraph
{
    /// <summary>The most neighbours of a mark.</summary>
    internal const int MaxNeighbours = 8;

    // The smaller of two neighbours in sizes of the larger: a comma beside a digit is no neighbour, a 1 beside a box is.
    private const float LeastRatio = 0.42f;

    // Of two whose middles are nearer than this share of the larger one's size, one stands in the other.
    private const float LeastDistance = 0.3f;

    private readonly int[] _neighbours = new int[PageMarks.MaxMarks * MaxNeighbours];
    private readonly float[] _distances = new float[PageMarks.MaxMarks * MaxNeighbours];
    private readonly int[] _counts = new int[PageMarks.MaxMarks];
    private readonly MarkPair[] _pairs = new MarkPair[PageMarks.MaxMarks * MaxNeighbours];

    /// <summary>Pairs of neighbours, the nearest and most alike first.</summary>
    internal ReadOnlySpan<MarkPair> Pairs => _pairs.AsSpan(0, PairCount);

    internal int PairCount { get; private set; }

    internal ReadOnlySpan<int> Of(int mark) => _neighbours.AsSpan(mark * MaxNeighbours, _counts[mark]);

    /// <summary>Finds the neighbours.</summary>
    /// <param name="marks">The marks, from left to right.</param>
    /// <param name="reach">How far apart middles may be, in sizes of the larger mark.</param>
    /// <param name="isExcluded">Marks that have no neighbours, or none for all.</param>
    internal void Build(ReadOnlySpan<PageMark> marks, float reach, ReadOnlySpan<bool> isExcluded)
    {
        Array.Clear(_counts, 0, marks.Length);
        PairCount = 0;
        float largest = 0;
        foreach (ref readonly PageMark mark in marks)
            largest = Math.Max(largest, mark.Size);
        for (int i = 0; i < marks.Length; i++)
        {
            if (!isExcluded.IsEmpty && isExcluded[i])
                continue;
            for (int j = i + 1; j < marks.Length && marks[j].Centre.X - marks[i].Centre.X <= reach * Math.Min(largest, marks[i].Size / LeastRatio); j++)
            {
                if (!isExcluded.IsEmpty && isExcluded[j])
                    continue;
                float larger = Math.Max(marks[i].Size, marks[j].Size);
                if (Math.Min(marks[i].Size, marks[j].Size) < LeastRatio * larger)
                    continue;
                float distance = Vector2.Distance(marks[i].Centre, marks[j].Centre);
                if (distance > reach * larger || distance < LeastDistance * larger)
                    continue;
                Insert(i, j, distance);
                Insert(j, i, distance);
            }
        }

        ListPairs(marks);
    }

    private void Insert(int mark, int neighbour, float distance)
    {
        Span<int> neighbours = _neighbours.AsSpan(mark * MaxNeighbours, MaxNeighbours);
        Span<float> distances = _distances.AsSpan(mark * MaxNeighbours, MaxNeighbours);
        int at = _counts[mark];
        if (at == MaxNeighbours)
        {
            if (distances[at - 1] <= distance)
                return;
            at--;
        }
        else
        {
            _counts[mark]++;
        }

        for (; at > 0 && distances[at - 1] > distance; at--)
        {
            distances[at] = distances[at - 1];
            neighbours[at] = neighbours[at - 1];
        }

        distances[at] = distance;
        neighbours[at] = neighbour;
    }

    private void ListPairs(ReadOnlySpan<PageMark> marks)
    {
        for (int i = 0; i < marks.Length; i++)
        {
            ReadOnlySpan<int> neighbours = Of(i);
            for (int n = 0; n < neighbours.Length; n++)
            {
                int j = neighbours[n];
                // Where each is the other's neighbour, the pair is listed once.
                if (j < i && Of(j).Contains(i))
                    continue;
                float larger = Math.Max(marks[i].Size, marks[j].Size);
                float smaller = Math.Min(marks[i].Size, marks[j].Size);
                float cost = _distances[i * MaxNeighbours + n] / larger * (2 - smaller / larger);
                _pairs[PairCount++] = new MarkPair(Math.Min(i, j), Math.Max(i, j), cost);
            }
        }

        Ascending.Sort(_pairs.AsSpan(0, PairCount));
    }
}
