using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>A sliding window as the attributes that ONNX's convolutions and poolings share.</summary>
internal static class WindowAttributes
{
    /// <summary>Kernel, strides, and pads: every axis' begin, then every axis' end.</summary>
    public static AttributeProto[] Of(Window window) =>
    [
        Protos.Ints("kernel_shape", window.Kernel),
        Protos.Ints("strides", window.Stride),
        Protos.Ints("pads", window.PadBegin.Concat(window.PadEnd)),
    ];

    /// <summary>The dilations, which not every operator had from the start.</summary>
    public static AttributeProto Dilations(Window window) => Protos.Ints("dilations", window.Dilation);

    /// <summary>
    /// Says whether a rounded-up size leaves out a last window that would start in the trailing padding. Before opset 22 ONNX counted it.
    /// </summary>
    public static bool LeavesOutLast(Window window, TensorShape input) => Enumerable.Range(0, window.Rank).Any(axis =>
    {
        long span = window.PaddedSize(axis, input[axis + 1]) - window.Extent(axis);
        long start = (span + window.Stride[axis] - 1) / window.Stride[axis] * window.Stride[axis];
        return start >= (long)input[axis + 1] + window.PadBegin[axis];
    });
}
