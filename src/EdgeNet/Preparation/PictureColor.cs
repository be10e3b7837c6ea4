namespace EdgeNet;

/// <summary>What the channels of a picture are.</summary>
public enum PictureColor
{
    /// <summary>One channel, the luma of colours (Rec. 601).</summary>
    Grey,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}
