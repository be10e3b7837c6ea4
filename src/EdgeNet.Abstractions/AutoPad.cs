namespace EdgeNet;

/// <summary>Padding computed from shapes, as ONNX's auto_pad. For a transposed convolution, the output has size·stride elements.</summary>
public enum AutoPad
{
    /// <summary>The padding is what is given, or none.</summary>
    None,

    /// <summary>The output has ⌈size / stride⌉ elements on each axis; an odd element of padding goes to the end (TensorFlow's SAME).</summary>
    SameUpper,

    /// <summary>The output has ⌈size / stride⌉ elements on each axis; an odd element of padding goes to the beginning.</summary>
    SameLower,
}
