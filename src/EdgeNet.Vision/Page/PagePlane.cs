namespace EdgeNet.Vision.Page;

/// <summary>A plane of a frame.</summary>
public enum PagePlane
{
    /// <summary>Rec. 601 luma: everything that is printed or written shows.</summary>
    Grey,

    /// <summary>The brightest of red, green and blue: what is printed in a strong colour vanishes.</summary>
    Dropout,
}
