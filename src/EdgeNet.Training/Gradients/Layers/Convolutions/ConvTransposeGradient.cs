using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// A transposed convolution: the backward pass of the convolution of the same window that takes the output to the input, so that the
/// sums of <see cref="ConvKernels"/> change their roles. The weight (channels, filters / groups, kernel…) is that convolution's.
/// </summary>
internal sealed unsafe class ConvTransposeGradient : LayerGradient
{
    private readonly ConvTranspose _conv;

    /// <summary>Channels of the input, the filters of the convolution, in one group.</summary>
    private readonly int _inGroup;
    private readonly int _outGroup;
    private readonly int _inputLength;
    private readonly WindowTable _table;

    /// <summary>Offsets, in floats, of each tap of each of a group's filters from the start of the window.</summary>
    private readonly int[] _taps;

    /// <summary>Offsets, in floats, of each window position.</summary>
    private readonly int[] _positions;

    private readonly bool _pairs;

    public ConvTransposeGradient(ConvTranspose conv, TensorShape input, TensorShape output)
    {
        _conv = conv;
        _inGroup = input.Channels / conv.Groups;
        _outGroup = conv.Filters / conv.Groups;
        _inputLength = checked(input.Length * Lanes.Count);
        _table = new WindowTable(conv.Window, output, input);
        _taps =
        [
            .. Enumerable.Range(0, _outGroup).SelectMany(c => _table.Taps.Select(t => checked((c * _table.PaddedLength + t) * Lanes.Count))),
        ];
        _positions = [.. _table.Positions.Select(p => checked(p * Lanes.Count))];
        _pairs = ConvKernels.ArePairs(_positions);
    }

    /// <summary>The padded output or its gradient, and behind it the gradient of the input.</summary>
    public override long ScratchLength => PaddedFloats + _inputLength;

    private long PaddedFloats => (long)_conv.Filters * PlaneFloats;

    private int PlaneFloats => _table.PaddedLength * Lanes.Count;

    public override void Forward(LayerState state, in Pass pass)
    {
        new Span<float>(state.Scratch, checked((int)PaddedFloats)).Clear();
        fixed (int* taps = _taps, positions = _positions)
        {
            var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _inGroup, _pairs);
            for (int group = 0; group < _conv.Groups; group++)
            {
                long first = (long)group * _inGroup;
                kernels.BackwardInputs(
                    pass.Parameters + state.ParameterOffsets[0] + first * _taps.Length,
                    state.Inputs[0] + first * _positions.Length * Lanes.Count,
                    state.Scratch + (long)group * _outGroup * PlaneFloats);
            }
        }

        float* bias = _conv.Bias ? pass.Parameters + state.ParameterOffsets[1] : null;
        int[] interior = _table.Interior;
        float* y = state.Output;
        for (int filter = 0; filter < _conv.Filters; filter++)
            for (int i = 0; i < interior.Length; i++, y += Lanes.Count)
                Lanes.Store(y, Lanes.Load(Padded(state, filter, interior[i])) + Vector256.Create(bias == null ? 0 : bias[filter]));
    }

    public override void Backward(LayerState state, in Pass pass)
    {
        PadGradient(state);
        float* dx = state.InputGradients[0];
        float* ownGradient = state.Scratch + PaddedFloats;
        fixed (int* taps = _taps, positions = _positions)
        {
            var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _inGroup, _pairs);
            for (int group = 0; group < _conv.Groups; group++)
            {
                long first = (long)group * _inGroup;
                long weights = state.ParameterOffsets[0] + first * _taps.Length;
                long inputs = first * _positions.Length * Lanes.Count;
                float* dy = state.Scratch + (long)group * _outGroup * PlaneFloats;
                if (pass.WantsParameterGradients)
                    kernels.BackwardWeights(dy, state.Inputs[0] + inputs, pass.ParameterGradients + weights);
                if (dx != null) kernels.Forward(pass.Parameters + weights, null, dy, ownGradient + inputs);
            }

            var sums = new ConvKernels(taps, _taps.Length, positions, _table.Interior.Length, _conv.Filters, pairs: false);
            if (_conv.Bias && pass.WantsParameterGradients)
                sums.BackwardBias(state.OutputGradient, pass.ParameterGradients + state.ParameterOffsets[1]);
        }

        for (int i = 0; dx != null && i < _inputLength; i += Lanes.Count)
            Lanes.Add(dx + i, Lanes.Load(ownGradient + i));
    }

    /// <summary>Puts the gradient of the output into the scratch memory, with zeros around it.</summary>
    private void PadGradient(LayerState state)
    {
        new Span<float>(state.Scratch, checked((int)PaddedFloats)).Clear();
        int[] interior = _table.Interior;
        float* dy = state.OutputGradient;
        for (int filter = 0; filter < _conv.Filters; filter++)
            for (int i = 0; i < interior.Length; i++, dy += Lanes.Count)
                Lanes.Store(Padded(state, filter, interior[i]), Lanes.Load(dy));
    }

    private float* Padded(LayerState state, int filter, int at) => state.Scratch + (long)filter * PlaneFloats + (long)at * Lanes.Count;
}
