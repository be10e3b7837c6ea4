using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// A softmax over the channels; dx = y·(dy − Σ dy·y). Where the network ends in it and the loss is the cross-entropy, the loss
/// takes its input instead and this only runs for evaluation.
/// </summary>
internal sealed unsafe class SoftmaxGradient(TensorShape shape) : LayerGradient
{
    private readonly int _channels = shape.Channels;

    /// <summary>Softmaxes side by side: pixels × lanes.</summary>
    private readonly int _columns = shape.Length / shape.Channels * Lanes.Count;

    public override bool ReadsOutput => true;

    public override void Forward(LayerState state, in Pass pass)
    {
        for (int column = 0; column < _columns; column++)
        {
            float* x = state.Inputs[0] + column;
            float* y = state.Output + column;
            float largest = float.NegativeInfinity;
            for (int c = 0; c < _channels; c++)
                largest = Math.Max(largest, x[c * _columns]);
            float sum = 0;
            for (int c = 0; c < _channels; c++)
                sum += y[c * _columns] = MathF.Exp(x[c * _columns] - largest);
            for (int c = 0; c < _channels; c++)
                y[c * _columns] /= sum;
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        for (int column = 0; column < _columns; column++)
        {
            float* y = state.Output + column;
            float* dy = state.OutputGradient + column;
            float* dx = state.InputGradients[0] + column;
            float dot = 0;
            for (int c = 0; c < _channels; c++)
                dot += dy[c * _columns] * y[c * _columns];
            for (int c = 0; c < _channels; c++)
                dx[c * _columns] += y[c * _columns] * (dy[c * _columns] - dot);
        }
    }
}
