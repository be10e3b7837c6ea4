namespace EdgeNet;

/// <summary>The base of the convolutions with a number of filters and groups.</summary>
public abstract class FilterConvAttribute : ConvAttribute
{
    private protected FilterConvAttribute(int filters, int[] kernel) : base(kernel) => Filters = filters;

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Groups that input and output channels are split into; both must be multiples of it.</summary>
    public int Groups { get; set; } = 1;
}
