namespace EdgeNet.Vision.Page;

/// <summary>Drawn pixels side by side in one row: left to right - 1.</summary>
internal struct Run
{
    internal int Y;
    internal int Left;
    internal int Right;

    /// <summary>While finding: the run it was joined to. Afterwards: the next run of the same component, or -1.</summary>
    internal int Link;
}
