using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace EdgeNet.Measuring.Peers;

/// <summary>A float32 tensor of ONNX Runtime in memory that stays where it is, on a 64-byte boundary.</summary>
internal sealed class BoundTensor : IDisposable
{
    private const int Alignment = 64;

    private readonly Memory<float> _memory;

    /// <summary>A tensor of zeros.</summary>
    /// <param name="metadata">Its shape; a size that the model leaves open, such as that of the batch, is 1.</param>
    public BoundTensor(NodeMetadata metadata)
    {
        long[] shape = [.. metadata.Dimensions.Select(size => size < 0 ? 1L : size)];
        int length = (int)shape.Aggregate(1L, (product, size) => checked(product * size));
        float[] memory = GC.AllocateArray<float>(length + Alignment / sizeof(float), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        _memory = memory.AsMemory((int)((Alignment - address % Alignment) % Alignment / sizeof(float)), length);
        Value = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, _memory, shape);
    }

    /// <summary>The tensor as ONNX Runtime knows it.</summary>
    public OrtValue Value { get; }

    /// <summary>The elements.</summary>
    public Span<float> Span => _memory.Span;

    /// <inheritdoc/>
    public void Dispose() => Value.Dispose();
}
