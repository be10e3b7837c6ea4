using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers.Joins;

/// <summary>The matrix product of the last two axes: dA = dY·Bᵀ, dB = Aᵀ·dY, matrices that are broadcast summing their gradients.</summary>
internal sealed unsafe class MatMulGradient : LayerGradient
{
    private readonly int _rows;
    private readonly int _inner;
    private readonly int _columns;

    /// <summary>For each matrix of the output, which matrix of each input it comes from.</summary>
    private readonly (int Left, int Right)[] _matrices;

    public MatMulGradient(TensorShape left, TensorShape right, TensorShape output)
    {
        _rows = left[left.Rank - 2];
        _inner = left[left.Rank - 1];
        _columns = right[right.Rank - 1];
        int[] lefts = Matrices(left, output), rights = Matrices(right, output);
        _matrices = [.. lefts.Zip(rights)];
    }

    public override void Forward(LayerState state, in Pass pass)
    {
        float* y = state.Output;
        foreach ((int left, int right) in _matrices)
        {
            float* a = Matrix(state.Inputs[0], left, _rows * _inner);
            float* b = Matrix(state.Inputs[1], right, _inner * _columns);
            for (int row = 0; row < _rows; row++, a += (long)_inner * Lanes.Count)
            {
                for (int column = 0; column < _columns; column++, y += Lanes.Count)
                    Lanes.Store(y, Dot(a, 1, b + (long)column * Lanes.Count, _columns, _inner));
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* dy = state.OutputGradient;
        foreach ((int left, int right) in _matrices)
        {
            if (state.InputGradients[0] != null) BackwardLeft(dy, Matrix(state.Inputs[1], right, _inner * _columns), Matrix(state.InputGradients[0], left, _rows * _inner));
            if (state.InputGradients[1] != null) BackwardRight(dy, Matrix(state.Inputs[0], left, _rows * _inner), Matrix(state.InputGradients[1], right, _inner * _columns));
            dy += (long)_rows * _columns * Lanes.Count;
        }
    }

    private void BackwardLeft(float* dy, float* b, float* da)
    {
        for (int row = 0; row < _rows; row++, dy += (long)_columns * Lanes.Count)
            for (int k = 0; k < _inner; k++, da += Lanes.Count)
                Lanes.Add(da, Dot(dy, 1, b + (long)k * _columns * Lanes.Count, 1, _columns));
    }

    private void BackwardRight(float* dy, float* a, float* db)
    {
        for (int k = 0; k < _inner; k++)
            for (int column = 0; column < _columns; column++, db += Lanes.Count)
                Lanes.Add(db, Dot(a + (long)k * Lanes.Count, _inner, dy + (long)column * Lanes.Count, _columns, _rows));
    }

    /// <summary>Σ over count of a[i·stepA]·b[i·stepB].</summary>
    private static Vector256<float> Dot(float* a, nint stepA, float* b, nint stepB, int count)
    {
        Vector256<float> even = default, odd = default;
        stepA *= Lanes.Count;
        stepB *= Lanes.Count;
        for (; count >= 2; count -= 2, a += 2 * stepA, b += 2 * stepB)
        {
            even = Lanes.MultiplyAdd(Lanes.Load(a), Lanes.Load(b), even);
            odd = Lanes.MultiplyAdd(Lanes.Load(a + stepA), Lanes.Load(b + stepB), odd);
        }

        return count == 0 ? even + odd : Lanes.MultiplyAdd(Lanes.Load(a), Lanes.Load(b), even) + odd;
    }

    private static float* Matrix(float* tensor, int matrix, int length) => tensor + (long)matrix * length * Lanes.Count;

    /// <summary>The matrix of an input that each matrix of the output takes.</summary>
    private static int[] Matrices(TensorShape input, TensorShape output)
    {
        // The axis of 1 keeps shapes from being empty.
        var from = new TensorShape([1, .. input.Dimensions.Take(input.Rank - 2)]);
        var to = new TensorShape([1, .. output.Dimensions.Take(output.Rank - 2)]);
        return Strides.Broadcast(from, to) ?? [.. Enumerable.Range(0, to.Length)];
    }
}
