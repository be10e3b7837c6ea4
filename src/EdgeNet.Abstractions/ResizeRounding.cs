namespace EdgeNet;

/// <summary>Which neighbour is the nearest, as ONNX's nearest_mode.</summary>
public enum ResizeRounding
{
    /// <summary>The one below.</summary>
    Floor,

    /// <summary>The one above.</summary>
    Ceil,

    /// <summary>The nearest, of two equally near the one below.</summary>
    RoundPreferFloor,

    /// <summary>The nearest, of two equally near the one above.</summary>
    RoundPreferCeil,
}
