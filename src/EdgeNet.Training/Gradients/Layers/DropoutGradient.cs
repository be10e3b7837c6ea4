using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// Zeroes a random share of the elements in training and scales the others up, so that the expectation stays (Srivastava 2014,
/// "inverted"). What falls depends on each sample's key only, not on what shares its group.
/// </summary>
internal sealed unsafe class DropoutGradient(Dropout dropout, TensorShape shape, int index) : LayerGradient
{
    private readonly int _floats = shape.Length * Lanes.Count;

    public override long ScratchLength => _floats;

    public override void Forward(LayerState state, in Pass pass)
    {
        if (pass.Keys == null || dropout.Rate == 0)
        {
            new Span<float>(state.Scratch, _floats).Fill(1);
        }
        else
        {
            float kept = 1 / (1 - dropout.Rate);
            for (int lane = 0; lane < Lanes.Count; lane++)
            {
                var random = new SampleRandom(pass.Keys[lane], (ulong)index);
                for (int i = lane; i < _floats; i += Lanes.Count)
                    state.Scratch[i] = random.NextSingle() < dropout.Rate ? 0 : kept;
            }
        }

        for (int i = 0; i < _floats; i += Lanes.Count)
            Lanes.Store(state.Output + i, Lanes.Load(state.Inputs[0] + i) * Lanes.Load(state.Scratch + i));
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        if (state.InputGradients[0] == null) return;
        for (int i = 0; i < _floats; i += Lanes.Count)
            Lanes.Add(state.InputGradients[0] + i, Lanes.Load(state.OutputGradient + i) * Lanes.Load(state.Scratch + i));
    }
}
