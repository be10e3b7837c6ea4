using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>
/// Sparse tensors as dense ones (https://onnx.ai/onnx/repo-docs/IR.html): values, and for each its place, as one number or as one for each
/// axis.
/// </summary>
internal static class SparseElements
{
    /// <summary>What a file's sparse tensors may become together, besides some elements for each value: a few bytes claim any shape.</summary>
    private const long MaxElements = 1 << 24;

    private const int ElementsForEachValue = 64;

    /// <summary>Makes a dense tensor.</summary>
    /// <param name="values">The values.</param>
    /// <param name="indices">Their places.</param>
    /// <param name="shape">The shape, which has been checked.</param>
    /// <param name="label">What to call it in problems.</param>
    /// <param name="made">The elements that have been made of the file's sparse tensors, besides those that its values stand for.</param>
    /// <exception cref="InvalidDataException">It is too large, or a place lies outside or is given twice.</exception>
    public static ConstantTensor Widen(ConstantTensor values, ConstantTensor indices, int[] shape, string label, ref long made)
    {
        long length = Dimensions.Length(shape), count = values.Length;
        made += Math.Max(0, length - ElementsForEachValue * count);
        if (made > MaxElements)
        {
            throw new InvalidDataException(Invariant(
                $"{label} has {count} values in {length} elements; sparse tensors of a file may have {MaxElements} elements besides {ElementsForEachValue} for each value"));
        }

        bool isFlat = indices.Shape.Length == 1;
        int[] expected = isFlat ? [(int)count] : [(int)count, shape.Length];
        if (values.Shape.Length != 1 || indices.Type != DataType.Int64 || !indices.Shape.SequenceEqual(expected))
        {
            string found = $"values of {Dimensions.Text(values.Shape)} and {ElementType.Name((int)indices.Type)} indices of {Dimensions.Text(indices.Shape)}";
            throw new InvalidDataException(
                Invariant($"{label} has {found} for {Dimensions.Text(shape)}; expected (n) and, of int64, (n) or (n, {shape.Length})"));
        }

        long[] places = Places(indices.Longs(), isFlat, shape, length, label);
        TensorData elements = !values.IsFloating ? TensorData.Of(Scatter(values.Longs(), places, length))
            : values.Type == DataType.Double ? TensorData.Of(Scatter(values.Doubles(), places, length))
            : TensorData.Of(Scatter(values.Floats(), places, length));
        return new(values.Type, shape, elements);
    }

    private static long[] Places(long[] indices, bool isFlat, int[] shape, long length, string label)
    {
        long[] places = isFlat ? indices : new long[indices.Length / Math.Max(1, shape.Length)];
        for (long i = 0; i < places.Length; i++)
        {
            for (int axis = 0; !isFlat && axis < shape.Length; axis++)
            {
                long index = indices[i * shape.Length + axis];
                if (index < 0 || index >= shape[axis])
                    throw new InvalidDataException(Invariant($"{label} has the index {index} on axis {axis} of {Dimensions.Text(shape)}"));
                places[i] = places[i] * shape[axis] + index;
            }

            if (places[i] < 0 || places[i] >= length)
                throw new InvalidDataException(Invariant($"{label} has the index {places[i]} for {length} elements"));
        }

        if (places.Distinct().Count() != places.Length) throw new InvalidDataException($"{label} has an index twice");
        return places;
    }

    private static T[] Scatter<T>(T[] values, long[] places, long length)
    {
        var elements = new T[length];
        for (long i = 0; i < places.Length; i++) elements[places[i]] = values[i];
        return elements;
    }
}
