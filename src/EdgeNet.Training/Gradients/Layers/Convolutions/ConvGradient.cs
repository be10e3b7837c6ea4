using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients.Layers.Convolutions.Winograd;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// A convolution over any number of axes, with groups, stride, dilation and padding on any side. Windows are flat offset tables, a padded
/// input is copied into scratch memory once, and <see cref="ConvKernels"/> does the sums, by way of <see cref="WinogradConv"/> where that
/// has fewer. The gradient of the inputs is a convolution of the output's gradient with the weights reversed where windows step by one
/// (<see cref="ReversedConv"/>), else a sum over positions.
/// </summary>
internal sealed unsafe class ConvGradient : LayerGradient
{
    private readonly Conv _conv;
    private readonly int _channels;
    private readonly int _inGroup;
    private readonly int _outGroup;
    private readonly WindowTable _table;
    private readonly ReversedConv? _reversed;
    private readonly WinogradConv? _winograd;

    /// <summary>Offsets, in floats, of each tap of each of a group's channels from the start of the window.</summary>
    private readonly int[] _taps;

    /// <summary>Offsets, in floats, of each window position.</summary>
    private readonly int[] _positions;

    private readonly bool _pairs;

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
        _pairs = ConvKernels.ArePairs(_positions);
        _reversed = ReversedConv.TryCreate(conv, input, output);
        // Where the inputs' gradient is a sum over positions, that needs the padded memory.
        if (conv.Groups == 1 && _reversed is not null && WinogradGeometry.TryCreate(conv.Window, input, output) is { } geometry)
            _winograd = new WinogradConv(geometry);
    }

    public override long ScratchLength => PaddedInputs + (_reversed?.ScratchLength ?? PaddedInputs);

    public override long SharedLength => LaneMemory.Pad(_reversed?.SharedLength ?? 0) + (_winograd?.WeightFloats ?? 0);

    public override long WorkspaceLength => Math.Max(_winograd?.WorkspaceLength ?? 0, _reversed?.WorkspaceLength ?? 0);

    public override bool SetsInputGradients => true;

    private int PaddedFloats => _table.PaddedLength * Lanes.Count;

    private long PaddedInputs => _table.IsPadded && _winograd is null ? (long)_channels * PaddedFloats : 0;

    public override void Prepare(float* parameters, ReadOnlySpan<int> offsets, float* shared)
    {
        _reversed?.Prepare(parameters + offsets[0], shared);
        _winograd?.TransformWeights(parameters + offsets[0], Transformed(shared));
    }

    public override void Forward(LayerState state, in Pass pass)
    {
        float* x = state.Inputs[0];
        float* bias = _conv.Bias ? pass.Parameters + state.ParameterOffsets[1] : null;
        if (_winograd is not null)
        {
            _winograd.Forward(x, Transformed(state.Shared), bias, state.Output, add: false, pass.Workspace);
            return;
        }

        if (_table.IsPadded)
        {
            // Only the interior is ever written: the border keeps the zeros it was allocated with.
            _table.Pad(x, _channels, state.Scratch);
            x = state.Scratch;
        }

        fixed (int* taps = _taps, positions = _positions)
        {
            var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _outGroup, _pairs);
            for (int group = 0; group < _conv.Groups; group++)
            {
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
        fixed (int* taps = _taps, positions = _positions)
        {
            var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _outGroup, _pairs);
            if (pass.WantsParameterGradients) BackwardParameters(kernels, state, pass);
            if (state.InputGradients[0] == null) return;
            if (_reversed is not null) _reversed.Run(state, state.Scratch + PaddedInputs, pass.Workspace);
            else Scatter(kernels, state, pass);
        }
    }

    private void BackwardParameters(in ConvKernels kernels, LayerState state, in Pass pass)
    {
        float* x = _table.IsPadded && _winograd is null ? state.Scratch : state.Inputs[0];
        float* dw = pass.ParameterGradients + state.ParameterOffsets[0];
        _winograd?.BackwardWeights(x, state.OutputGradient, dw, pass.Workspace);
        for (int group = 0; group < _conv.Groups; group++)
        {
            int first = group * _outGroup;
            float* dy = state.OutputGradient + (long)first * _positions.Length * Lanes.Count;
            if (_winograd is null) kernels.BackwardWeights(x + (long)group * _inGroup * PaddedFloats, dy, dw + (long)first * _taps.Length);
            if (_conv.Bias) kernels.BackwardBias(dy, pass.ParameterGradients + state.ParameterOffsets[1] + first);
        }
    }

    private float* Transformed(float* shared) => shared + LaneMemory.Pad(_reversed?.SharedLength ?? 0);

    private void Scatter(in ConvKernels kernels, LayerState state, in Pass pass)
    {
        float* dx = state.InputGradients[0];
        float* target = _table.IsPadded ? state.Scratch + PaddedInputs : dx;
        if (_table.IsPadded || state.Sets(0)) new Span<float>(target, _channels * PaddedFloats).Clear();
        for (int group = 0; group < _conv.Groups; group++)
        {
            int first = group * _outGroup;
            kernels.BackwardInputs(
                pass.Parameters + state.ParameterOffsets[0] + (long)first * _taps.Length,
                state.OutputGradient + (long)first * _positions.Length * Lanes.Count,
                target + (long)group * _inGroup * PaddedFloats);
        }

        if (_table.IsPadded) _table.Unpad(target, _channels, dx, add: !state.Sets(0));
    }
}
