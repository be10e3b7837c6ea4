namespace EdgeNet.Vision.Page;

/// <summary>What a <see cref="PageAnalyzer"/> saw in its last frame, to draw over it. It is filled only where somebody sets it.</summary>
public sealed class PageTrace
{
    private readonly List<TracePlane> _planes = [];

    /// <summary>Each plane that was searched, in order.</summary>
    public IReadOnlyList<TracePlane> Planes => _planes;

    internal void Clear() => _planes.Clear();

    internal TracePlane Add(PlaneSearch search)
    {
        var plane = new TracePlane(search);
        _planes.Add(plane);
        return plane;
    }
}
