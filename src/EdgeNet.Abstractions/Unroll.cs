namespace EdgeNet;

/// <summary>How far the kernel taps of a network are written out as straight-line code.</summary>
public enum Unroll
{
    /// <summary>As far as the code-size budget of each vector width allows; outer tap loops stay loops past it.</summary>
    Auto,

    /// <summary>
    /// Every tap of every layer, split over several methods where one would grow past the budget. A layer with more than 4,096 taps an
    /// output is refused: its code would be larger than compilers take.
    /// </summary>
    Full,
}
