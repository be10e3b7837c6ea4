namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>A tensor of a pickle: a view of a storage. Whoever makes one has checked that it lies in it.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Offset">The first element, in numbers.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Strides">The distance of neighbors along each axis, in numbers.</param>
internal sealed record TorchTensor(TorchStorage Storage, long Offset, int[] Shape, long[] Strides)
{
    /// <summary>Elements.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>The last element's place from <see cref="Offset"/> on.</summary>
    public long Reach => Count == 0 ? -1 : Shape.Zip(Strides, (size, stride) => (size - 1) * stride).Sum();

    /// <summary>The elements in the order of the shape.</summary>
    /// <param name="bytes">The storage from <see cref="Offset"/> to <see cref="Reach"/>.</param>
    public float[] Read(byte[] bytes)
    {
        float[] values = new float[Count];
        int[] index = new int[Shape.Length];
        long at = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Storage.Type.ToFloat!(bytes, (int)(at * Storage.Type.Bytes));
            for (int axis = Shape.Length - 1; axis >= 0; axis--)
            {
                at += Strides[axis];
                if (++index[axis] < Shape[axis]) break;
                at -= Strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }

        return values;
    }
}
