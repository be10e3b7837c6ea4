namespace EdgeNet;

/// <summary>The base of the poolings. The stride is the window unless given.</summary>
public abstract class PoolAttribute : WindowAttribute
{
    private protected PoolAttribute(int[] kernel) : base(kernel)
    {
    }

    /// <summary>Rounds the output size up instead of down; a window then may hang over the end, but never starts past the input and its leading padding.</summary>
    public bool Ceil { get; set; }
}
