namespace EdgeNet;

/// <summary>A tensor of a safetensors file, as its header describes it.</summary>
public sealed class SafetensorsTensor
{
    internal SafetensorsTensor(string name, string dataType, int[] shape, int begin, int end)
    {
        Name = name;
        DataType = dataType;
        Shape = shape;
        Begin = begin;
        End = end;
    }

    /// <summary>The name, such as "c1.weight".</summary>
    public string Name { get; }

    /// <summary>The element type as the format writes it, such as "F32".</summary>
    public string DataType { get; }

    /// <summary>Sizes of the axes, outermost first; none for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>First byte in the data section.</summary>
    internal int Begin { get; }

    /// <summary>The byte past the last in the data section.</summary>
    internal int End { get; }
}
