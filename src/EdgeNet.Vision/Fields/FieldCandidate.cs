namespace EdgeNet.Vision.Fields;

/// <summary>A stretch of one text line that may be the ZIP field.</summary>
internal struct FieldCandidate
{
    /// <summary>Its marks, first and one past the last, in <see cref="Lines.TextLines.Marks"/>.</summary>
    internal int First;
    internal int End;

    /// <summary>Its marks that are not mere parts: five where no digits touch.</summary>
    internal int Characters;

    /// <summary>The height of its digits in pixels.</summary>
    internal float DigitHeight;

    internal float Left;
    internal float Right;
    internal float Top;
    internal float Bottom;

    /// <summary>How well its shape fits five digits that stand alone; a log-likelihood up to a constant.</summary>
    internal float Fit;
}
