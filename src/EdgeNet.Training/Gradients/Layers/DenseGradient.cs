using System.Runtime.Intrinsics;
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

    public override bool SetsInputGradients => true;

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
        if (pass.WantsParameterGradients) BackwardWeights(state, pass.ParameterGradients + state.ParameterOffsets[0]);
        if (dense.Bias && pass.WantsParameterGradients)
        {
            float* db = pass.ParameterGradients + state.ParameterOffsets[1];
            for (int unit = 0; unit < _units; unit++)
                db[unit] += Lanes.Sum(Lanes.Load(dy + unit * Lanes.Count));
        }

        if (state.InputGradients[0] == null) return;
        float* weight = pass.Parameters + state.ParameterOffsets[0];
        if (state.Sets(0)) new Span<float>(state.InputGradients[0], inputs * Lanes.Count).Clear();
        BackwardInputs(weight, dy, state.InputGradients[0]);
    }

    /// <summary>Eight units over all inputs.</summary>
    private void ForwardTile(float* weight, float* bias, float* x, float* y)
    {
        Vector256<float> y0 = default, y1 = default, y2 = default, y3 = default, y4 = default, y5 = default, y6 = default, y7 = default;
        float* w1 = weight + inputs, w2 = w1 + inputs, w3 = w2 + inputs, w4 = w3 + inputs, w5 = w4 + inputs, w6 = w5 + inputs, w7 = w6 + inputs;
        for (int i = 0; i < inputs; i++)
        {
            Vector256<float> value = Lanes.Load(x + i * Lanes.Count);
            y0 = Lanes.MultiplyAdd(Vector256.Create(weight[i]), value, y0);
            y1 = Lanes.MultiplyAdd(Vector256.Create(w1[i]), value, y1);
            y2 = Lanes.MultiplyAdd(Vector256.Create(w2[i]), value, y2);
            y3 = Lanes.MultiplyAdd(Vector256.Create(w3[i]), value, y3);
            y4 = Lanes.MultiplyAdd(Vector256.Create(w4[i]), value, y4);
            y5 = Lanes.MultiplyAdd(Vector256.Create(w5[i]), value, y5);
            y6 = Lanes.MultiplyAdd(Vector256.Create(w6[i]), value, y6);
            y7 = Lanes.MultiplyAdd(Vector256.Create(w7[i]), value, y7);
        }

        Finish(0, y0);
        Finish(1, y1);
        Finish(2, y2);
        Finish(3, y3);
        Finish(4, y4);
        Finish(5, y5);
        Finish(6, y6);
        Finish(7, y7);

        void Finish(int unit, Vector256<float> sum) =>
            Lanes.Store(y + unit * Lanes.Count, bias == null ? sum : sum + Vector256.Create(bias[unit]));
    }

    private void ForwardOne(float* weight, float bias, float* x, float* y)
    {
        Vector256<float> sum = default;
        for (int i = 0; i < inputs; i++)
            sum = Lanes.MultiplyAdd(Vector256.Create(weight[i]), Lanes.Load(x + i * Lanes.Count), sum);
        Lanes.Store(y, sum + Vector256.Create(bias));
    }

    private void BackwardInputs(float* weight, float* dy, float* dx)
    {
        int i = 0;
        for (; i <= inputs - Tile; i += Tile)
        {
            Vector256<float> d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default, d6 = default, d7 = default;
            float* w = weight + i;
            for (int unit = 0; unit < _units; unit++, w += inputs)
            {
                Vector256<float> gradient = Lanes.Load(dy + unit * Lanes.Count);
                d0 = Lanes.MultiplyAdd(Vector256.Create(w[0]), gradient, d0);
                d1 = Lanes.MultiplyAdd(Vector256.Create(w[1]), gradient, d1);
                d2 = Lanes.MultiplyAdd(Vector256.Create(w[2]), gradient, d2);
                d3 = Lanes.MultiplyAdd(Vector256.Create(w[3]), gradient, d3);
                d4 = Lanes.MultiplyAdd(Vector256.Create(w[4]), gradient, d4);
                d5 = Lanes.MultiplyAdd(Vector256.Create(w[5]), gradient, d5);
                d6 = Lanes.MultiplyAdd(Vector256.Create(w[6]), gradient, d6);
                d7 = Lanes.MultiplyAdd(Vector256.Create(w[7]), gradient, d7);
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
            Vector256<float> sum = default;
            for (int unit = 0; unit < _units; unit++)
                sum = Lanes.MultiplyAdd(Vector256.Create(weight[(long)unit * inputs + i]), Lanes.Load(dy + unit * Lanes.Count), sum);
            Lanes.Add(dx + i * Lanes.Count, sum);
        }
    }

    private void BackwardWeights(LayerState state, float* dw)
    {
        float* rows = state.Scratch;
        for (int lane = 0; lane < Lanes.Count; lane++)
            Lanes.Read(state.Inputs[0], lane, new(rows + (long)lane * inputs, inputs));

        int unit = 0;
        for (; unit + 2 <= _units; unit += 2)
            AddRows(rows, state.OutputGradient + unit * Lanes.Count, dw + (long)unit * inputs, two: true);
        if (unit < _units) AddRows(rows, state.OutputGradient + unit * Lanes.Count, dw + (long)unit * inputs, two: false);
    }

    /// <summary>Adds every sample's inputs times the gradient of a unit, or of two, to the weights' gradient.</summary>
    private void AddRows(float* rows, float* dy, float* dw, bool two)
    {
        float* dyb = two ? dy + Lanes.Count : dy;
        float* dwb = two ? dw + inputs : dw;
        int i = 0;
        for (; two && i <= inputs - 4 * Lanes.Count; i += 4 * Lanes.Count)
        {
            float* a = dw + i, b = dwb + i;
            Vector256<float> a0 = Lanes.Load(a), a1 = Lanes.Load(a + Lanes.Count), a2 = Lanes.Load(a + 2 * Lanes.Count), a3 = Lanes.Load(a + 3 * Lanes.Count);
            Vector256<float> b0 = Lanes.Load(b), b1 = Lanes.Load(b + Lanes.Count), b2 = Lanes.Load(b + 2 * Lanes.Count), b3 = Lanes.Load(b + 3 * Lanes.Count);
            float* row = rows + i;
            for (int lane = 0; lane < Lanes.Count; lane++, row += inputs)
            {
                Vector256<float> ga = Vector256.Create(dy[lane]), gb = Vector256.Create(dyb[lane]);
                Vector256<float> value = Lanes.Load(row);
                a0 = Lanes.MultiplyAdd(ga, value, a0);
                b0 = Lanes.MultiplyAdd(gb, value, b0);
                value = Lanes.Load(row + Lanes.Count);
                a1 = Lanes.MultiplyAdd(ga, value, a1);
                b1 = Lanes.MultiplyAdd(gb, value, b1);
                value = Lanes.Load(row + 2 * Lanes.Count);
                a2 = Lanes.MultiplyAdd(ga, value, a2);
                b2 = Lanes.MultiplyAdd(gb, value, b2);
                value = Lanes.Load(row + 3 * Lanes.Count);
                a3 = Lanes.MultiplyAdd(ga, value, a3);
                b3 = Lanes.MultiplyAdd(gb, value, b3);
            }

            Lanes.Store(a, a0);
            Lanes.Store(a + Lanes.Count, a1);
            Lanes.Store(a + 2 * Lanes.Count, a2);
            Lanes.Store(a + 3 * Lanes.Count, a3);
            Lanes.Store(b, b0);
            Lanes.Store(b + Lanes.Count, b1);
            Lanes.Store(b + 2 * Lanes.Count, b2);
            Lanes.Store(b + 3 * Lanes.Count, b3);
        }

        for (; i <= inputs - Lanes.Count; i += Lanes.Count)
        {
            Vector256<float> a = Lanes.Load(dw + i), b = Lanes.Load(dwb + i);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                Vector256<float> value = Lanes.Load(rows + (long)lane * inputs + i);
                a = Lanes.MultiplyAdd(Vector256.Create(dy[lane]), value, a);
                b = Lanes.MultiplyAdd(Vector256.Create(dyb[lane]), value, b);
            }

            Lanes.Store(dw + i, a);
            if (two) Lanes.Store(dwb + i, b);
        }

        for (; i < inputs; i++)
        {
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                float value = rows[(long)lane * inputs + i];
                dw[i] += dy[lane] * value;
                if (two) dwb[i] += dyb[lane] * value;
            }
        }
    }
}
