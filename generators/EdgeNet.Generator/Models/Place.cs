namespace EdgeNet.Generator.Models;

/// <summary>Where something stands, without holding on to the syntax tree.</summary>
/// <param name="Tree">The syntax tree, by its index in the compilation.</param>
/// <param name="Start">The first character.</param>
/// <param name="Length">Characters.</param>
internal readonly record struct Place(int Tree, int Start, int Length)
{
    /// <summary>From the start of this place to the end of another in the same tree.</summary>
    public Place To(Place end) => this with { Length = end.Start + end.Length - Start };
}
