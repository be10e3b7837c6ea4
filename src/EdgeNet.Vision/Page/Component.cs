namespace EdgeNet.Vision.Page;

/// <summary>Drawn pixels that touch, corners included. The box is left, top to right - 1, bottom - 1.</summary>
internal struct Component
{
    internal int Left;
    internal int Top;
    internal int Right;
    internal int Bottom;
    internal int Area;
    internal int FirstRun;
    internal int LastRun;

    /// <summary>The strongest ink of any of its pixels.</summary>
    internal int Peak;

    internal readonly int Width => Right - Left;

    internal readonly int Height => Bottom - Top;
}
