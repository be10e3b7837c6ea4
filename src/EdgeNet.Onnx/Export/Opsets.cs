namespace EdgeNet.Onnx.Export;

/// <summary>
/// Versions of the standard operators (https://github.com/onnx/onnx/blob/main/docs/Changelog.md). A file asks for the lowest that defines
/// what it uses, so that as many runtimes as can be run it.
/// </summary>
internal static class Opsets
{
    /// <summary>What is written unless a layer needs a later one.</summary>
    public const int Default = 17;

    /// <summary>Mish; LpPool has dilations and ceil_mode; reductions but ReduceSum take their axes as an input.</summary>
    public const int Mish = 18, LpPoolWindow = 18, ReductionAxesAreInput = 18;

    /// <summary>Resize knows half_pixel_symmetric.</summary>
    public const int HalfPixelSymmetric = 19;

    /// <summary>Gelu.</summary>
    public const int Gelu = 20;

    /// <summary>GroupNormalization has a scale and a bias a channel.</summary>
    public const int GroupNormalization = 21;

    /// <summary>AveragePool has dilations.</summary>
    public const int AveragePoolDilation = 19;

    /// <summary>With ceil_mode, poolings leave out a last window that would start in the trailing padding.</summary>
    public const int LastWindowLeftOut = 22;

    /// <summary>The version of the file format that came with an opset.</summary>
    public static int IrVersion(int opset) => opset switch
    {
        < 19 => 8,
        < 21 => 9,
        < 23 => 10,
        _ => 11,
    };
}
