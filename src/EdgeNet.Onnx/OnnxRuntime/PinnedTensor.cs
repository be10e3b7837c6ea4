using System.Text;

namespace EdgeNet.Onnx.OnnxRuntime;

/// <summary>A named float32 tensor with a batch axis of 1, in memory that stays where it is, on a 64-byte boundary.</summary>
internal sealed unsafe class PinnedTensor : IDisposable
{
    private const int Alignment = 64;
    private const int Float = 1;

    private readonly float[] _memory;
    private readonly int _start;
    private readonly byte[] _name;
    private readonly OrtHandle _value;

    public PinnedTensor(OrtApi api, OrtHandle memoryInfo, string name, IReadOnlyList<int> shape)
    {
        _name = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(name) + 1, pinned: true);
        Encoding.UTF8.GetBytes(name, _name);

        Length = shape.Aggregate(1, (product, size) => checked(product * size));
        _memory = GC.AllocateArray<float>(Length + Alignment / sizeof(float), pinned: true);
        fixed (float* memory = _memory)
        {
            _start = (int)((Alignment - (nuint)memory % Alignment) % Alignment / sizeof(float));
            long[] dimensions = [1, .. shape];
            nint value;
            fixed (long* d = dimensions)
            {
                api.Check(api.CreateTensorWithDataAsOrtValue(
                    memoryInfo.Pointer, memory + _start, (nuint)Length * sizeof(float), d, (nuint)dimensions.Length, Float, &value));
            }

            _value = new OrtHandle(value, api.ReleaseValue);
        }
    }

    public int Length { get; }

    public Span<float> Span => _memory.AsSpan(_start, Length);

    /// <summary>The OrtValue over the memory.</summary>
    public nint Value => _value.Pointer;

    /// <summary>The name, zero-terminated; it stays where it is as long as this object lives.</summary>
    public nint Name
    {
        get
        {
            fixed (byte* name = _name) return (nint)name;
        }
    }

    public void Dispose() => _value.Dispose();
}
