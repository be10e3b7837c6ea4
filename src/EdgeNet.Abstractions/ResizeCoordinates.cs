namespace EdgeNet;

/// <summary>Where an output element lies in the input, as ONNX's coordinate_transformation_mode.</summary>
public enum ResizeCoordinates
{
    /// <summary>x / scale.</summary>
    Asymmetric,

    /// <summary>(x + 0.5) / scale − 0.5.</summary>
    HalfPixel,

    /// <summary>As <see cref="HalfPixel"/>, but 0 where the output has one element.</summary>
    PytorchHalfPixel,

    /// <summary>As <see cref="HalfPixel"/>, centred where output size and scale do not agree.</summary>
    HalfPixelSymmetric,

    /// <summary>x·(input size − 1) / (output size − 1): corners on corners.</summary>
    AlignCorners,
}
