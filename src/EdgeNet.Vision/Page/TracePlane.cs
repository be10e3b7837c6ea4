using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Vision.Page;

/// <summary>What was seen in one plane of a frame: its paper, its ink, marks and rows.</summary>
public sealed class TracePlane
{
    private readonly List<PixelBox> _marks = [];
    private readonly List<TraceRow> _rows = [];

    internal TracePlane(PlaneSearch search)
    {
        Plane = search.Plane;
        IsLightInk = search.IsLightInk;
        Factor = search.Picture.Factor;
        LightShare = search.Paper.LightShare;
        Contrast = search.Limits.Contrast / 255f;
        Noise = search.Limits.Noise;
        Direction = search.Rows.Direction;
        CommonHeight = search.Rows.CommonHeight * Factor;
        ComponentCount = search.Components.Count;
        Ink = new GreyPicture(search.Picture.Width, search.Picture.Height);
        Ink.Pixels.Fill(255);
        Paper = new GreyPicture(search.Picture.Width, search.Picture.Height);
        foreach (Run run in search.Runs.Runs)
            Ink.Row(run.Y)[run.Left..run.Right].Clear();
        for (int y = 0; y < Paper.Height; y++)
        {
            ReadOnlySpan<byte> cells = search.Paper.Paper(y / search.Paper.Cell);
            Span<byte> row = Paper.Row(y);
            for (int x = 0; x < row.Length; x++)
                row[x] = cells[x / search.Paper.Cell];
        }

        foreach (ref readonly PageMark mark in search.Marks.All)
        {
            Component component = search.Components.All[mark.Component];
            _marks.Add(new PixelBox(component.Left * Factor, component.Top * Factor, component.Width * Factor, component.Height * Factor));
        }
    }

    /// <summary>Which plane.</summary>
    public PagePlane Plane { get; }

    /// <summary>Whether light ink was looked for; the levels below are turned over then.</summary>
    public bool IsLightInk { get; }

    /// <summary>Frame pixels a side of one working pixel.</summary>
    public int Factor { get; }

    /// <summary>The share of blocks with light writing, 0 to 1.</summary>
    public float LightShare { get; }

    /// <summary>What strong strokes swallow of the paper's light, 0 to 1.</summary>
    public float Contrast { get; }

    /// <summary>The standard deviation of smoothed pixels in grey levels.</summary>
    public float Noise { get; }

    /// <summary>The direction that most rows have, of length 1.</summary>
    public Vector2 Direction { get; }

    /// <summary>The height of the typical row in frame pixels.</summary>
    public float CommonHeight { get; }

    /// <summary>How many components there were; those that are marks have a box in <see cref="Marks"/>.</summary>
    public int ComponentCount { get; }

    /// <summary>What counts as drawn, black on white, in working pixels.</summary>
    public GreyPicture Ink { get; }

    /// <summary>The paper's level, in working pixels.</summary>
    public GreyPicture Paper { get; }

    /// <summary>The boxes of all marks in frame pixels.</summary>
    public IReadOnlyList<PixelBox> Marks => _marks;

    /// <summary>All rows, the best first.</summary>
    public IReadOnlyList<TraceRow> Rows => _rows;

    internal void Add(in MarkRow row, CandidateFate fate, int factor) =>
        _rows.Add(new TraceRow(row.Origin * factor, row.Direction, row.Height * factor, row.Count, row.Score, row.IsBoxed, fate));
}
