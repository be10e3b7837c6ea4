using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>A tensor that is known before the network runs.</summary>
internal sealed class ConstantTensor
{
    private float[]? _floats;
    private long[]? _longs;

    /// <summary>A tensor of a type that can be read, with as many elements as its shape says.</summary>
    public ConstantTensor(DataType type, int[] shape, TensorData data)
    {
        Type = type;
        Shape = shape;
        Data = data;
    }

    /// <summary>A float32 tensor.</summary>
    public ConstantTensor(int[] shape, float[] elements) : this(DataType.Float, shape, TensorData.Of(elements))
    {
    }

    /// <summary>An int64 tensor.</summary>
    public ConstantTensor(int[] shape, long[] elements) : this(DataType.Int64, shape, TensorData.Of(elements))
    {
    }

    /// <summary>The element type.</summary>
    public DataType Type { get; }

    /// <summary>The size of each axis; no axes for a scalar.</summary>
    public int[] Shape { get; }

    /// <summary>Where the elements are.</summary>
    public TensorData Data { get; }

    /// <summary>Elements.</summary>
    public long Length => Dimensions.Length(Shape);

    /// <summary>Whether elements have fractions.</summary>
    public bool IsFloating => ElementType.IsFloating(Type);

    /// <summary>The elements as float32; nobody writes to them.</summary>
    public float[] Floats() => Length <= SmallLength ? _floats ??= ToFloats() : ToFloats();

    /// <summary>The elements as float64; nobody writes to them.</summary>
    public double[] Doubles() => Type == DataType.Uint64 ? Array.ConvertAll(Longs(), v => (double)unchecked((ulong)v)) : Data.ToDoubles();

    /// <summary>The elements as whole numbers, those of uint64 by their bits; nobody writes to them.</summary>
    public long[] Longs() => Length <= SmallLength ? _longs ??= Data.ToLongs() : Data.ToLongs();

    /// <summary>The value that all elements have, or null where they differ or there is none.</summary>
    public double? Uniform()
    {
        if (Length == 0 || Data.Uniform is { } value) return Length == 0 ? null : Data.Uniform;
        if (!IsFloating) return Longs() is var longs && longs.All(v => v == longs[0]) ? longs[0] : null;
        float[] floats = Floats();
        return floats.All(v => v.Equals(floats[0])) ? floats[0] : null;
    }

    /// <summary>The same elements in another shape.</summary>
    public ConstantTensor Reshape(int[] shape) => new(Type, shape, Data);

    /// <summary>Elements of a type, each rounded to what the type holds.</summary>
    public static ConstantTensor Of(DataType type, int[] shape, double[] elements)
    {
        for (int i = 0; i < elements.Length; i++) elements[i] = Numbers.Round(type, elements[i]);
        return new(type, shape, type == DataType.Double ? TensorData.Of(elements) : TensorData.Of(Array.ConvertAll(elements, v => (float)v)));
    }

    /// <summary>Elements of a type of whole numbers or truth values, each wrapped to what the type holds.</summary>
    public static ConstantTensor Of(DataType type, int[] shape, long[] elements)
    {
        if (type is not (DataType.Int64 or DataType.Uint64))
            for (int i = 0; i < elements.Length; i++) elements[i] = Numbers.Wrap(type, elements[i]);
        return new(type, shape, TensorData.Of(elements));
    }

    private float[] ToFloats() => Type == DataType.Uint64 ? Array.ConvertAll(Longs(), v => (float)unchecked((ulong)v)) : Data.ToFloats();

    /// <summary>What is asked for more than once is kept, but no second copy of weights.</summary>
    private const int SmallLength = 4096;
}
