using System.Numerics;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// y = W·x + b; dx = Wᵀ·dy, dW = dy·xᵀ, db = dy. Eight accumulators share what is loaded. For dW the inputs are turned to
/// sample-major rows first, so that its vectors run along the weights and no sum across lanes is needed.
/// </summary>
internal sealed unsafe class DenseGradient(Dense dense, int inputs) : LayerGradient
{
    private const int Tile = 8;

    private readonly int _units = dense.Units;

    public override long ScratchLength => (long)inputs * Lanes.Count;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* weight = pass.Parameters + state.ParameterOffsets[0];
        float* bias = dense.Bias ? pass.Parameters + state.ParameterOffsets[1] : null;
        int unit = 0;
        for (; unit <= _units - Tile; unit += Tile)
            ForwardTile(weight + (long)unit * inputs, bias == null ? null : bias + unit, state.Inputs[0], state.Output + unit * Lanes.Count);
        for (; unit < _units; unit++)
            ForwardOne(weight + (long)unit * inputs, bias == null ? 0 : bias[unit], state.Inputs[0], state.Output + unit * Lanes.Count);
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* dy = state.OutputGradient;
        BackwardWeights(state, pass.ParameterGradients + state.ParameterOffsets[0]);
        if (dense.Bias)
        {
            float* db = pass.ParameterGradients + state.ParameterOffsets[1];
            for (int unit = 0; unit < _units; unit++)
                db[unit] += Vector.Sum(Lanes.Load(dy + unit * Lanes.Count));
        }

        if (state.InputGradients[0] != null) BackwardInputs(pass.Parameters + state.ParameterOffsets[0], dy, state.InputGradients[0]);
    }

    /// <summary>Eight units over all inputs.</summary>
    private void ForwardTile(float* weight, float* bias, float* x, float* y)
    {
        Vector<float> y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default, y6 = default, y7 = default;
        float* w1 = weight + inputs, w2 = w1 + inputs, w3 = w2 + inputs, w4 = w3 + inputs, w5 = w4 + inputs, w6 = w5 + inputs, w7 = w6 + inputs;
        for (int i = 0; i < inputs; i++)
        {
            Vector<float> value = Lanes.Load(x + i * Lanes.Count);
            y0 = Lanes.MultiplyAdd(new(weight[i]), value, y0);
            y1 = Lanes.MultiplyAdd(new(w1[i]), value, y1);
            y2 = Lanes.MultiplyAdd(new(w2[i]), value, y2);
            y3 = Lanes.MultiplyAdd(new(w3[i]), value, y3);
            y4 = Lanes.MultiplyAdd(new(w4[i]), value, y4);
            y5 = Lanes.MultiplyAdd(new(w5[i]), value, y5);
            y6 = Lanes.MultiplyAdd(new(w6[i]), value, y6);
            y7 = Lanes.MultiplyAdd(new(w7[i]), value, y7);
        }

        Finish(0, y0);
        Finish(1, y1);
        Finish(2, y2);
        Finish(3, y3);
        Finish(4, y4);
        Finish(5, y5);
        Finish(6, y6);
        Finish(7, y7);

        void Finish(int unit, Vector<float> sum) =>
            Lanes.Store(y + unit * Lanes.Count, bias == null ? sum : sum + new Vector<float>(bias[unit]));
    }

    private void ForwardOne(float* weight, float bias, float* x, float* y)
    {
        Vector<float> sum = default;
        for (int i = 0; i < inputs; i++)
            sum = Lanes.MultiplyAdd(new(weight[i]), Lanes.Load(x + i * Lanes.Count), sum);
        Lanes.Store(y, sum + new Vector<float>(bias));
    }

    private void BackwardInputs(float* weight, float* dy, float* dx)
    {
        int i = 0;
        for (; i <= inputs - Tile; i += Tile)
        {
            Vector<float> d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default, d6 = default, d7 = default;
            float* w = weight + i;
            for (int unit = 0; unit < _units; unit++, w += inputs)
            {
                Vector<float> gradient = Lanes.Load(dy + unit * Lanes.Count);
                d0 = Lanes.MultiplyAdd(new(w[0]), gradient, d0);
                d1 = Lanes.MultiplyAdd(new(w[1]), gradient, d1);
                d2 = Lanes.MultiplyAdd(new(w[2]), gradient, d2);
                d3 = Lanes.MultiplyAdd(new(w[3]), gradient, d3);
                d4 = Lanes.MultiplyAdd(new(w[4]), gradient, d4);
                d5 = Lanes.MultiplyAdd(new(w[5]), gradient, d5);
                d6 = Lanes.MultiplyAdd(new(w[6]), gradient, d6);
                d7 = Lanes.MultiplyAdd(new(w[7]), gradient, d7);
            }

            float* d = dx + i * Lanes.Count;
            Lanes.Add(d, d0);
            Lanes.Add(d + Lanes.Count, d1);
            Lanes.Add(d + 2 * Lanes.Count, d2);
            Lanes.Add(d + 3 * Lanes.Count, d3);
            Lanes.Add(d + 4 * Lanes.Count, d4);
            Lanes.Add(d + 5 * Lanes.Count, d5);
            Lanes.Add(d + 6 * Lanes.Count, d6);
            Lanes.Add(d + 7 * Lanes.Count, d7);
        }

        for (; i < inputs; i++)
        {
            Vector<float> sum = default;
            for (int unit = 0; unit < _units; unit++)
                sum = Lanes.MultiplyAdd(new(weight[(long)unit * inputs + i]), Lanes.Load(dy + unit * Lanes.Count), sum);
            Lanes.Add(dx + i * Lanes.Count, sum);
        }
    }

    private void BackwardWeights(LayerState state, float* dw)
    {
        float* rows = state.Scratch;
        for (int lane = 0; lane < Lanes.Count; lane++)
            Lanes.Read(state.Inputs[0], lane, new(rows + (long)lane * inputs, inputs));

        for (int unit = 0; unit < _units; unit++, dw += inputs)
        {
            float* dy = state.OutputGradient + unit * Lanes.Count;
            int i = 0;
            for (; i <= inputs - 4 * Vector<float>.Count; i += 4 * Vector<float>.Count)
            {
                float* d = dw + i;
                Vector<float> d0 = Lanes.Load(d);
                Vector<float> d1 = Lanes.Load(d + Vector<float>.Count);
                Vector<float> d2 = Lanes.Load(d + 2 * Vector<float>.Count);
                Vector<float> d3 = Lanes.Load(d + 3 * Vector<float>.Count);
                float* row = rows + i;
                for (int lane = 0; lane < Lanes.Count; lane++, row += inputs)
                {
                    var gradient = new Vector<float>(dy[lane]);
                    d0 = Lanes.MultiplyAdd(gradient, Lanes.Load(row), d0);
                    d1 = Lanes.MultiplyAdd(gradient, Lanes.Load(row + Vector<float>.Count), d1);
                    d2 = Lanes.MultiplyAdd(gradient, Lanes.Load(row + 2 * Vector<float>.Count), d2);
                    d3 = Lanes.MultiplyAdd(gradient, Lanes.Load(row + 3 * Vector<float>.Count), d3);
                }

                Lanes.Store(d, d0);
                Lanes.Store(d + Vector<float>.Count, d1);
                Lanes.Store(d + 2 * Vector<float>.Count, d2);
                Lanes.Store(d + 3 * Vector<float>.Count, d3);
            }

            for (; i < inputs; i++)
                for (int lane = 0; lane < Lanes.Count; lane++)
                    dw[i] += dy[lane] * rows[(long)lane * inputs + i];
        }
    }
}
