namespace EdgeNet.Vision.Patterns;

/// <summary>What stands between two digits of one run.</summary>
internal enum GapKind
{
    /// <summary>Nothing, or paper less wide than a gap that ends a run.</summary>
    Plain,

    /// <summary>A point or a comma, or several.</summary>
    Marked,

    /// <summary>A dash: the class filler.</summary>
    Dashed,
}
