namespace EdgeNet.Vision.Reading;

/// <summary>Which writing a <see cref="FieldReader"/> looks for.</summary>
public enum InkChoice
{
    /// <summary>
    /// Dark on light, and light on dark where the picture looks like that, or where nothing was read in what is dark.
    /// </summary>
    Auto,

    /// <summary>Dark on a lighter ground alone.</summary>
    Dark,

    /// <summary>Light on a darker ground alone, as on the wheels of many meters.</summary>
    Light,
}
