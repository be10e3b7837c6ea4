namespace EdgeNet;

/// <summary>Elements added around a tensor.</summary>
/// <param name="pads">Every axis' begin, then every axis' end: of all axes of the sample, or of the spatial ones only. Negative ones cut off.</param>
public sealed class PadAttribute(params int[] pads) : LayerAttribute
{
    /// <summary>The elements added.</summary>
    public int[] Pads { get; } = pads;

    /// <summary>What they hold.</summary>
    public PadMode Mode { get; set; }

    /// <summary>The value of <see cref="PadMode.Constant"/>.</summary>
    public float Value { get; set; }
}
