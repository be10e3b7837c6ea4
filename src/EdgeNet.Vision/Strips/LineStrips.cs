using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Strips;

/// <summary>
/// A line as the line network takes it: strips of 32 rows and 256 columns, ink 1 and paper 0, digits <see cref="DigitRows"/> rows tall in
/// the middle. A line that is longer than a strip is several, each <see cref="Stride"/> columns further on. Of blank gaps, no more than
/// <see cref="MostGap"/> digit heights are kept. Columns count from the start of the first strip.
/// </summary>
public sealed class LineStrips
{
    /// <summary>Rows of a strip.</summary>
    public const int Rows = 32;

    /// <summary>Columns of a strip.</summary>
    public const int Columns = 256;

    /// <summary>Columns from the start of one strip to the start of the next; 64 are in both.</summary>
    public const int Stride = 192;

    /// <summary>The most strips; of a longer line the rest is left out.</summary>
    public const int MaxStrips = 8;

    /// <summary>Rows that a digit is tall.</summary>
    public const float DigitRows = 23;

    /// <summary>What remains of a blank gap, in digit heights.</summary>
    public const float MostGap = 2;

    /// <summary>Values of all strips.</summary>
    internal const int PixelsLength = MaxStrips * Rows * Columns;

    internal const int MaxColumns = Columns + (MaxStrips - 1) * Stride;

    // Columns before and behind a line that takes several strips.
    private const int Margin = 12;

    private readonly float[] _along = new float[MaxColumns];
    private readonly float[] _strips;
    private LineCandidate _candidate;
    private int _width;
    private int _height;

    /// <summary>A line with memory of its own, a quarter of a megabyte.</summary>
    public LineStrips()
        : this(new float[PixelsLength])
    {
    }

    /// <summary>A line that shares its pixels with others: they are those of the line that was sampled last.</summary>
    /// <param name="pixels"><see cref="PixelsLength"/> values.</param>
    internal LineStrips(float[] pixels) => _strips = pixels;

    /// <summary>The number of strips, 1 to <see cref="MaxStrips"/>; 0 before the first line.</summary>
    public int Count { get; private set; }

    /// <summary>The columns of all strips together.</summary>
    public int TotalColumns => Count == 0 ? 0 : Columns + (Count - 1) * Stride;

    /// <summary>The column at which the candidate's marks begin; what stands before it is the line's surroundings.</summary>
    public int FirstColumn { get; private set; }

    /// <summary>The column behind its marks.</summary>
    public int EndColumn { get; private set; }

    /// <summary>Whether gaps were shortened.</summary>
    public bool IsSqueezed { get; private set; }

    /// <summary>Whether the line is sampled upside down, from its end to its start.</summary>
    public bool IsTurned { get; private set; }

    /// <summary>The plane that was sampled.</summary>
    public PagePlane Plane { get; private set; }

    /// <summary>The level of full ink before it became 1, as a share of the paper's light, 0 to 1: what the line's strokes swallow.</summary>
    public float Contrast { get; internal set; }

    internal LineCandidate Candidate => _candidate;

    /// <summary>A strip, row by row: <see cref="Rows"/> x <see cref="Columns"/> values of 0 to 1.</summary>
    /// <param name="index">0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<float> Strip(int index) => Writable(index);

    /// <summary>The place in the frame that a place in the strips shows.</summary>
    /// <param name="column">0 to <see cref="TotalColumns"/>; the middle of column 0 is 0.5.</param>
    /// <param name="row">0 to <see cref="Rows"/>, 16 for the middle line.</param>
    /// <returns>In frame pixels.</returns>
    public Vector2 ToFrame(float column, float row)
    {
        if (IsTurned)
            (column, row) = (TotalColumns - column, Rows - row);
        return Place(AlongAt(column), row);
    }

    /// <summary>The box around a digit in the frame.</summary>
    /// <param name="from">The digit's first column.</param>
    /// <param name="to">The column behind it.</param>
    /// <returns>The box in frame pixels, cut at the frame's edges; one pixel or more.</returns>
    public PixelBox BoxOf(float from, float to)
    {
        const float Top = (Rows - DigitRows) / 2, Bottom = Rows - Top;
        Vector2 a = ToFrame(from, Top), b = ToFrame(to, Top), c = ToFrame(to, Bottom), d = ToFrame(from, Bottom);
        Vector2 least = Vector2.Min(Vector2.Min(a, b), Vector2.Min(c, d));
        Vector2 most = Vector2.Max(Vector2.Max(a, b), Vector2.Max(c, d));
        int left = Math.Clamp((int)MathF.Floor(least.X), 0, _width - 1), top = Math.Clamp((int)MathF.Floor(least.Y), 0, _height - 1);
        int right = Math.Clamp((int)MathF.Ceiling(most.X), left + 1, _width), bottom = Math.Clamp((int)MathF.Ceiling(most.Y), top + 1, _height);
        return new PixelBox(left, top, right - left, bottom - top);
    }

    internal Span<float> Writable(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return _strips.AsSpan(index * Rows * Columns, Rows * Columns);
    }

    /// <summary>Lays a candidate's columns out.</summary>
    internal void Lay(in LineCandidate candidate, ReadOnlySpan<LineMark> marks, PagePlane plane, bool isTurned, int width, int height)
    {
        _candidate = candidate;
        (_width, _height) = (width, height);
        (Plane, IsTurned) = (plane, isTurned);
        int inner = Walk(marks);
        int total = inner <= Columns - 2 * Margin ? Columns : inner + 2 * Margin;
        Count = Math.Min(MaxStrips, 1 + Math.Max(0, (total - Columns + Stride - 1) / Stride));
        int before = Math.Max(Margin, (TotalColumns - inner) / 2);
        inner = Math.Min(inner, TotalColumns - before);
        _along.AsSpan(0, inner).CopyTo(_along.AsSpan(before));
        float step = candidate.HeightAt(0) / DigitRows;
        for (int i = before - 1; i >= 0; i--)
            _along[i] = _along[i + 1] - step;
        step = candidate.HeightAt(candidate.Length) / DigitRows;
        for (int i = before + inner; i < TotalColumns; i++)
            _along[i] = _along[i - 1] + step;
        FirstColumn = IsTurned ? TotalColumns - before - inner : before;
        EndColumn = FirstColumn + inner;
    }

    /// <summary>The place of a column's middle along the line, and how many frame pixels a row and a column of it are.</summary>
    internal (float Along, float Step) ColumnAt(int column)
    {
        float along = _along[column];
        return (along, _candidate.HeightAt(along) / DigitRows);
    }

    // Fills in the place of each column's middle along the line; of gaps without marks both ends remain.
    private int Walk(ReadOnlySpan<LineMark> marks)
    {
        IsSqueezed = false;
        float length = _candidate.Length;
        float along = 0;
        int count = 0;
        while (count < MaxColumns && (along < length || count == 0))
        {
            float height = _candidate.HeightAt(along);
            float step = height / DigitRows;
            _along[count++] = along + step / 2;
            along += step;
            float covered = Covered(marks, along, out float next);
            float resume = next - MostGap / 2 * height;
            if (along - covered >= MostGap / 2 * height && resume > along + step && next < length)
            {
                along = resume;
                IsSqueezed = true;
            }
        }

        return count;
    }

    // Where the marks up to a place end, and where the next one begins.
    private static float Covered(ReadOnlySpan<LineMark> marks, float along, out float next)
    {
        float covered = 0;
        next = float.MaxValue;
        foreach (ref readonly LineMark mark in marks)
        {
            if (mark.From <= along)
                covered = Math.Max(covered, Math.Min(mark.To, along));
            else
                next = Math.Min(next, mark.From);
        }

        return covered;
    }

    private float AlongAt(float column)
    {
        float at = Math.Clamp(column - 0.5f, 0, TotalColumns - 1);
        int left = Math.Min((int)at, TotalColumns - 2);
        float along = _along[left] + (_along[left + 1] - _along[left]) * (at - left);
        // Half a column beyond the outer middles.
        return along + (column - 0.5f - at) * _candidate.HeightAt(along) / DigitRows;
    }

    private Vector2 Place(float along, float row)
    {
        Vector2 direction = _candidate.Direction;
        float down = (row - Rows / 2f) * _candidate.HeightAt(along) / DigitRows;
        return _candidate.Start + direction * along + new Vector2(-direction.Y, direction.X) * down;
    }
}
