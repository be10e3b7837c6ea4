namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Steps in a row that are done some rows at a time.</summary>
/// <param name="First">The first step.</param>
/// <param name="Last">The last step.</param>
/// <param name="Rows">The first step's output rows of a band.</param>
internal readonly record struct StreamRun(int First, int Last, int Rows)
{
    /// <summary>Whether both have a step in common.</summary>
    public bool Meets(StreamRun other) => First <= other.Last && other.First <= Last;
}
