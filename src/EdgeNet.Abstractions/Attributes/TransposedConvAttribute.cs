namespace EdgeNet;

/// <summary>The base of the transposed convolutions: stride and padding are those of the convolution whose transpose it is.</summary>
public abstract class TransposedConvAttribute : FilterConvAttribute
{
    private protected TransposedConvAttribute(int filters, int[] kernel) : base(filters, kernel)
    {
    }

    /// <summary>Elements added at the end of every spatial axis of the output, 0 or more and less than stride or dilation.</summary>
    public int OutputPadding { get; set; }

    /// <summary>Elements added at the end of each spatial axis of the output, where they differ.</summary>
    public int[]? OutputPaddings { get; set; }
}
