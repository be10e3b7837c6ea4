using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Constants brought into the form that a layer's parameters have, when they are needed.</summary>
internal static class Weights
{
    /// <summary>All elements times a factor.</summary>
    public static ConstantTensor Scale(ConstantTensor tensor, float factor)
    {
        if (factor == 1) return tensor;
        TensorData data = tensor.Data.Uniform is { } value
            ? TensorData.Of((double)((float)value * factor), tensor.Length)
            : TensorData.Of(() => Array.ConvertAll(tensor.Data.ToFloats(), v => v * factor));
        return new(tensor.Type, tensor.Shape, data);
    }

    /// <summary>Rows as columns.</summary>
    public static ConstantTensor Transpose(ConstantTensor matrix)
    {
        int rows = matrix.Shape[0], columns = matrix.Shape[1];
        TensorData data = matrix.Data.Uniform is not null ? matrix.Data : TensorData.Of(() =>
        {
            float[] from = matrix.Data.ToFloats(), to = new float[from.Length];
            for (int r = 0; r < rows; r++)
                for (int c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c];
            return to;
        });
        return new(matrix.Type, [columns, rows], data);
    }

    /// <summary>One element as often as needed, or as many as are needed as they are.</summary>
    public static TensorData Broadcast(ConstantTensor tensor, int count) =>
        tensor.Length == count ? tensor.Data : TensorData.Of((double)tensor.Floats()[0], count);
}
