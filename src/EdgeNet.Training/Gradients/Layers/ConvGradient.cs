using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers;

/// <summary>
/// A convolution over any number of axes, with groups, stride, dilation and padding on any side. Windows are flat offset tables,
/// a padded input is copied into scratch memory once, and <see cref="ConvKernels"/> does the sums.
/// </summary>
internal sealed unsafe class ConvGradient : LayerGradient
{
    private readonly Conv _conv;
    private readonly int _channels;
    private readonly int _inGroup;
    private readonly int _outGroup;
    private readonly WindowTable _table;

    /// <summary>Offsets, in floats, of each tap of each of a group's channels from the start of the window.</summary>
    private readonly int[] _taps;

    /// <summary>Offsets, in floats, of each window position.</summary>
    private readonly int[] _positions;

    public ConvGradient(Conv conv, TensorShape input, TensorShape output)
    {
        _conv = conv;
        _channels = input.Channels;
        _inGroup = input.Channels / conv.Groups;
        _outGroup = conv.Filters / conv.Groups;
        _table = new WindowTable(conv.Window, input, output);
        _taps =
        [
            .. Enumerable.Range(0, _inGroup).SelectMany(c => _table.Taps.Select(t => checked((c * _table.PaddedLength + t) * Lanes.Count))),
        ];
        _positions = [.. _table.Positions.Select(p => checked(p * Lanes.Count))];
    }

    public override long ScratchLength => _table.IsPadded ? 2L * _channels * _table.PaddedLength * Lanes.Count : 0;

    private int PaddedFloats => _table.PaddedLength * Lanes.Count;

    public override void Forward(LayerState state, in Pass pass)
    {
        float* x = _table.IsPadded ? Pad(state) : state.Inputs[0];
        float* bias = _conv.Bias ? pass.Parameters + state.ParameterOffsets[1] : null;
        fixed (int* taps = _taps, positions = _positions)
        {
            for (int group = 0; group < _conv.Groups; group++)
            {
                var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _outGroup);
                int first = group * _outGroup;
                kernels.Forward(
                    pass.Parameters + state.ParameterOffsets[0] + (long)first * _taps.Length,
                    bias == null ? null : bias + first,
                    x + (long)group * _inGroup * PaddedFloats,
                    state.Output + (long)first * _positions.Length * Lanes.Count);
            }
        }
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        float* x = _table.IsPadded ? state.Scratch : state.Inputs[0];
        float* dx = state.InputGradients[0];
        float* paddedGradient = state.Scratch + (long)_channels * PaddedFloats;
        if (_table.IsPadded && dx != null)
        {
            new Span<float>(paddedGradient, _channels * PaddedFloats).Clear();
            dx = paddedGradient;
        }

        fixed (int* taps = _taps, positions = _positions)
        {
            for (int group = 0; group < _conv.Groups; group++)
            {
                var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _outGroup);
                int first = group * _outGroup;
                long weights = state.ParameterOffsets[0] + (long)first * _taps.Length;
                long plane = (long)group * _inGroup * PaddedFloats;
                float* dy = state.OutputGradient + (long)first * _positions.Length * Lanes.Count;
                kernels.BackwardWeights(x + plane, dy, pass.ParameterGradients + weights);
                if (_conv.Bias) kernels.BackwardBias(dy, pass.ParameterGradients + state.ParameterOffsets[1] + first);
                if (dx != null) kernels.BackwardInputs(pass.Parameters + weights, dy, dx + plane);
            }
        }

        if (_table.IsPadded && dx != null) Unpad(paddedGradient, state.InputGradients[0]);
    }

    private float* Pad(LayerState state)
    {
        // Only the interior is ever written: the border keeps the zeros it was allocated with.
        int[] interior = _table.Interior;
        for (int c = 0; c < _channels; c++)
        {
            float* from = state.Inputs[0] + (long)c * interior.Length * Lanes.Count;
            float* to = state.Scratch + (long)c * PaddedFloats;
            for (int i = 0; i < interior.Length; i++)
                Lanes.Store(to + interior[i] * Lanes.Count, Lanes.Load(from + i * Lanes.Count));
        }

        return state.Scratch;
    }

    private void Unpad(float* padded, float* dx)
    {
        int[] interior = _table.Interior;
        for (int c = 0; c < _channels; c++)
        {
            float* from = padded + (long)c * PaddedFloats;
            float* to = dx + (long)c * interior.Length * Lanes.Count;
            for (int i = 0; i < interior.Length; i++)
                Lanes.Add(to + i * Lanes.Count, Lanes.Load(from + interior[i] * Lanes.Count));
        }
    }
}
