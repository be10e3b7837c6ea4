using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>Constants whose elements are another's in another order: each element of the result says where it comes from.</summary>
internal static class TensorMoves
{
    /// <summary>Axes in another order, as numpy's transpose.</summary>
    public static ConstantTensor Transpose(ConstantTensor tensor, int[] order)
    {
        long[] strides = Strides(tensor.Shape);
        return Move(tensor, [.. order.Select(a => tensor.Shape[a])], 0, [.. order.Select(a => strides[a])]);
    }

    /// <summary>Axes of size 1, and missing ones in front, repeated.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="shape">A shape that it can be broadcast to.</param>
    public static ConstantTensor Expand(ConstantTensor tensor, int[] shape)
    {
        long[] own = Strides(tensor.Shape), strides = new long[shape.Length];
        for (int i = 1; i <= tensor.Shape.Length; i++) strides[^i] = tensor.Shape[^i] == 1 ? 0 : own[^i];
        return Move(tensor, shape, 0, strides);
    }

    /// <summary>Every so many elements of each axis.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="starts">Where each axis starts.</param>
    /// <param name="counts">How many elements of each axis.</param>
    /// <param name="steps">From each to the next.</param>
    public static ConstantTensor Slice(ConstantTensor tensor, int[] starts, int[] counts, int[] steps)
    {
        long[] strides = Strides(tensor.Shape);
        return Move(tensor, counts, starts.Select((s, axis) => s * strides[axis]).Sum(), [.. strides.Select((s, axis) => s * steps[axis])]);
    }

    /// <summary>Some elements of an axis, by their numbers.</summary>
    public static ConstantTensor Gather(ConstantTensor tensor, ConstantTensor indices, int axis)
    {
        long outer = Dimensions.Length(tensor.Shape[..axis]), inner = Dimensions.Length(tensor.Shape[(axis + 1)..]), size = tensor.Shape[axis];
        long[] at = [.. indices.Longs().Select(i => i >= -size && i < size ? (i + size) % size
            : throw new ImportProblemException(Invariant($"has the index {i} on an axis of {size}")))];
        int[] shape = [.. tensor.Shape[..axis], .. indices.Shape, .. tensor.Shape[(axis + 1)..]];
        Require(shape);
        long[] from = new long[outer * at.Length * inner];
        for (long i = 0; i < from.Length; i++)
            from[i] = (i / inner / at.Length * size + at[i / inner % at.Length]) * inner + i % inner;
        return Pick(tensor, shape, from);
    }

    /// <summary>Tensors one behind the other along an axis; their other sizes are known to be equal.</summary>
    public static ConstantTensor Concat(IReadOnlyList<ConstantTensor> tensors, int axis)
    {
        int[] shape = [.. tensors[0].Shape];
        long total = tensors.Sum(t => (long)t.Shape[axis]);
        shape[axis] = (int)Math.Min(total, int.MaxValue);
        Require(shape);
        long outer = Dimensions.Length(shape[..axis]);
        T[] Join<T>(Func<ConstantTensor, T[]> elements)
        {
            T[] joined = new T[Dimensions.Length(shape)];
            long at = 0;
            T[][] all = [.. tensors.Select(elements)];
            for (long o = 0; o < outer; o++)
            {
                foreach (T[] part in all)
                {
                    long length = part.Length / outer;
                    Array.Copy(part, o * length, joined, at, length);
                    at += length;
                }
            }

            return joined;
        }

        return new(tensors[0].Type, shape, tensors[0].Type == DataType.Double ? TensorData.Of(Join(t => t.Doubles())) : tensors[0].IsFloating ? TensorData.Of(Join(t => t.Floats())) : TensorData.Of(Join(t => t.Longs())));
    }

    /// <summary>Refuses a shape that no tensor can have.</summary>
    public static void Require(int[] shape)
    {
        if (Dimensions.Length(shape.Select(s => (long)s)) < 0) throw new ImportProblemException($"gives a constant of the shape {Dimensions.Text(shape)}");
    }

    private static ConstantTensor Move(ConstantTensor tensor, int[] shape, long start, long[] strides)
    {
        Require(shape);
        if (tensor.Data.Uniform is { } value) return new(tensor.Type, shape, TensorData.Of(value, Dimensions.Length(shape)));
        long[] from = new long[Dimensions.Length(shape)];
        int[] place = new int[shape.Length];
        long at = start;
        for (long i = 0; i < from.Length; i++)
        {
            from[i] = at;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                at += strides[axis];
                if (++place[axis] < shape[axis]) break;
                at -= strides[axis] * shape[axis];
                place[axis] = 0;
            }
        }

        return Pick(tensor, shape, from);
    }

    /// <summary>Elements by where they are in another tensor.</summary>
    public static ConstantTensor Pick(ConstantTensor tensor, int[] shape, long[] from)
    {
        if (!tensor.IsFloating)
        {
            long[] longs = tensor.Longs();
            return new(tensor.Type, shape, TensorData.Of(Array.ConvertAll(from, f => longs[f])));
        }

        if (tensor.Type == DataType.Double)
        {
            double[] doubles = tensor.Doubles();
            return new(tensor.Type, shape, TensorData.Of(Array.ConvertAll(from, f => doubles[f])));
        }

        float[] floats = tensor.Floats();
        return new(tensor.Type, shape, TensorData.Of(Array.ConvertAll(from, f => floats[f])));
    }

    /// <summary>Elements from one index of each axis to the next.</summary>
    public static long[] Strides(int[] shape)
    {
        long[] strides = new long[shape.Length];
        long stride = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(shape[axis], 1);
        }

        return strides;
    }
}
