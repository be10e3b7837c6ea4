namespace EdgeNet;

/// <summary>How a picture of any size is brought to a network's.</summary>
public enum PictureFit
{
    /// <summary>
    /// The whole picture in the middle, shrunk with its aspect kept where it is larger, never enlarged; around it lies 0.
    /// </summary>
    Center,

    /// <summary>
    /// The whole picture in the middle, shrunk or enlarged with its aspect kept until it touches two borders; around it lies 0.
    /// </summary>
    Fit,

    /// <summary>
    /// The middle of the picture, shrunk or enlarged with its aspect kept until it fills the input; what stands out is cut off.
    /// </summary>
    Fill,

    /// <summary>The whole picture, shrunk or enlarged to the input's width and height, each by itself.</summary>
    Stretch,
}
