using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>
/// Which elements operators with constant indices take or write (https://onnx.ai/onnx/operators, each by its name). Tensors are seen as
/// rows of blocks: elements that always move together.
/// </summary>
internal static class IndexMaps
{
    /// <summary>Indices from 0 on an axis.</summary>
    public static long[] Normalize(ConstantTensor indices, int size) =>
        [.. indices.Longs().Select(i => i >= -size && i < size ? (i < 0 ? i + size : i) : throw new ImportProblemException(Invariant($"has the index {i} on an axis of {size}")))];

    /// <summary>GatherND and ScatterND: the block that each tuple of indices names, and the elements of a block.</summary>
    /// <param name="shape">The data's shape.</param>
    /// <param name="indices">The tuples, along the last axis.</param>
    /// <param name="batch">Leading axes that data and indices share.</param>
    public static (long[] Blocks, int Length) Tuples(int[] shape, ConstantTensor indices, int batch = 0)
    {
        int depth = indices.Shape.Length > batch ? indices.Shape[^1] : 0;
        if (depth < 1 || depth > shape.Length - batch || batch > 0 && !indices.Shape[..batch].SequenceEqual(shape[..batch]))
            throw new ImportProblemException($"has indices of {Dimensions.Text(indices.Shape)} for {Dimensions.Text(shape)}, which do not match");
        long[] all = indices.Longs();
        long count = all.Length / depth, perBatch = count / Math.Max(1, Dimensions.Length(shape[..batch]));
        long[] blocks = new long[count];
        for (long i = 0; i < count; i++)
        {
            long block = batch == 0 ? 0 : i / perBatch;
            for (int k = 0; k < depth; k++)
            {
                long size = shape[batch + k], index = all[i * depth + k];
                if (index < -size || index >= size) throw new ImportProblemException(Invariant($"has the index {index} on an axis of {size}"));
                block = block * size + (index < 0 ? index + size : index);
            }

            blocks[i] = block;
        }

        return (blocks, (int)Dimensions.Length(shape[(batch + depth)..]));
    }

    /// <summary>GatherElements and ScatterElements: the element that each index names.</summary>
    /// <param name="shape">The data's shape.</param>
    /// <param name="indices">An index on the axis for each element of the result or the updates.</param>
    /// <param name="axis">The axis.</param>
    public static long[] Elements(int[] shape, ConstantTensor indices, int axis)
    {
        if (indices.Shape.Length != shape.Length || indices.Shape.Where((s, a) => a != axis && s > shape[a]).Any())
            throw new ImportProblemException($"has indices of {Dimensions.Text(indices.Shape)} for {Dimensions.Text(shape)}, which do not match");
        long[] strides = TensorMoves.Strides(shape), at = Normalize(indices, shape[axis]), elements = new long[at.Length];
        int[] place = new int[shape.Length];
        for (long i = 0; i < at.Length; i++)
        {
            long element = at[i] * strides[axis];
            for (int a = 0; a < shape.Length; a++)
                if (a != axis) element += place[a] * strides[a];
            elements[i] = element;
            for (int a = shape.Length - 1; a >= 0 && ++place[a] == indices.Shape[a]; a--) place[a] = 0;
        }

        return elements;
    }

    /// <summary>Where each block of a scatter's result comes from: the data's own, or, counted on behind them, an update. The last update counts.</summary>
    public static long[] Written(long blocks, long[] targets)
    {
        long[] from = new long[blocks];
        for (long i = 0; i < blocks; i++) from[i] = i;
        for (long i = 0; i < targets.Length; i++) from[targets[i]] = blocks + i;
        return from;
    }
}
