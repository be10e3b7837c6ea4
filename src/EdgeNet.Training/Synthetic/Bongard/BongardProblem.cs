namespace EdgeNet.Training.Synthetic.Bongard;

/// <summary>
/// A problem of visual reasoning: which of two classes a picture of closed contours belongs to. After M. Bongard, "Pattern Recognition"
/// (1970), and the synthetic visual reasoning test (SVRT) of F. Fleuret et al., "Comparing machines and humans on a visual categorization
/// test", PNAS 108(43), 2011.
/// </summary>
public enum BongardProblem
{
    /// <summary>Two contours of the same form, or of two forms (SVRT 1).</summary>
    SameDifferent,

    /// <summary>A small contour inside a large one, or outside it (SVRT 4).</summary>
    InsideOutside,

    /// <summary>Two contours that touch, or do not (after SVRT 3).</summary>
    Touching,

    /// <summary>Three contours on a straight line, or not (SVRT 14).</summary>
    Aligned,

    /// <summary>Two contours of the same form, or of which one is the mirror image of the other (after SVRT 20).</summary>
    Mirrored,

    /// <summary>One contour, large or small (Bongard's problem 2).</summary>
    LargeSmall,
}
