using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients.Layers.Convolutions.Winograd;

namespace EdgeNet.Training.Gradients.Layers.Convolutions;

/// <summary>
/// The gradient of a convolution's inputs where windows step by one: dx[c, i] = Σ over o and t of w[o, c, t] · dy[o, i + pad − t], a convolution
/// of the padded dy with inputs and outputs exchanged and the taps in reverse.
/// </summary>
internal sealed unsafe class ReversedConv
{
    private readonly int _groups;
    private readonly int _inGroup;
    private readonly int _outGroup;
    private readonly int _inputLength;
    private readonly WindowTable _table;
    private readonly int[] _taps;
    private readonly int[] _positions;
    private readonly bool _pairs;
    private readonly WinogradConv? _winograd;

    private ReversedConv(Conv conv, Window window, TensorShape input, TensorShape output)
    {
        _groups = conv.Groups;
        _inGroup = input.Channels / conv.Groups;
        _outGroup = conv.Filters / conv.Groups;
        _inputLength = input.Length / input.Channels;
        _table = new WindowTable(window, output, input);
        _taps =
        [
            .. Enumerable.Range(0, _outGroup).SelectMany(o => _table.Taps.Select(t => checked((o * _table.PaddedLength + t) * Lanes.Count))),
        ];
        _positions = [.. _table.Positions.Select(p => checked(p * Lanes.Count))];
        _pairs = ConvKernels.ArePairs(_positions);
        if (_groups == 1 && WinogradGeometry.TryCreate(window, output, input) is { } geometry) _winograd = new WinogradConv(geometry);
    }

    /// <summary>Floats for the padded gradient of the output; 0 where it needs no padding.</summary>
    public long ScratchLength => _table.IsPadded && _winograd is null ? (long)_groups * _outGroup * PaddedFloats : 0;

    /// <summary>Floats for the reversed weights, and these transformed.</summary>
    public long SharedLength => LaneMemory.Pad(WeightsLength) + (_winograd?.WeightFloats ?? 0);

    /// <summary>Floats that a thread needs at a time.</summary>
    public long WorkspaceLength => _winograd?.WorkspaceLength ?? 0;

    private long WeightsLength => (long)_groups * _inGroup * _taps.Length;

    private int PaddedFloats => _table.PaddedLength * Lanes.Count;

    /// <summary>Null where windows step by more than one, or are padded by more than they reach.</summary>
    public static ReversedConv? TryCreate(Conv conv, TensorShape input, TensorShape output)
    {
        Window window = conv.Window;
        if (window.Stride.Any(s => s != 1)) return null;
        int[] begin = [.. Enumerable.Range(0, window.Rank).Select(axis => (int)window.Extent(axis) - 1 - window.PadBegin[axis])];
        int[] end = [.. Enumerable.Range(0, window.Rank).Select(axis => (int)window.Extent(axis) - 1 - window.PadEnd[axis])];
        return begin.Concat(end).Any(pad => pad < 0) ? null : new ReversedConv(conv, window with { PadBegin = begin, PadEnd = end }, input, output);
    }

    /// <summary>Computes what all threads share in a batch.</summary>
    /// <param name="weights">The convolution's weights.</param>
    /// <param name="shared">Receives <see cref="SharedLength"/> floats.</param>
    public void Prepare(float* weights, float* shared)
    {
        Reverse(weights, shared);
        _winograd?.TransformWeights(shared, shared + LaneMemory.Pad(WeightsLength));
    }

    /// <summary>Reverses the weights, from (filter, channel in its group, tap) to (channel, filter in its group, tap from the last).</summary>
    private void Reverse(float* weights, float* reversed)
    {
        int taps = _table.Taps.Length;
        for (int group = 0; group < _groups; group++)
        {
            for (int c = 0; c < _inGroup; c++)
            {
                for (int o = 0; o < _outGroup; o++)
                {
                    float* from = weights + (((long)group * _outGroup + o) * _inGroup + c) * taps + taps - 1;
                    for (int t = 0; t < taps; t++)
                        *reversed++ = *from--;
                }
            }
        }
    }

    /// <summary>Adds the gradient of the inputs, or sets it.</summary>
    /// <param name="state">The convolution's tensors; <see cref="LayerState.Shared"/> holds what <see cref="Prepare"/> computes.</param>
    /// <param name="scratch">Memory of <see cref="ScratchLength"/> of which only this has written anything.</param>
    /// <param name="workspace">Memory of <see cref="WorkspaceLength"/>.</param>
    public void Run(LayerState state, float* scratch, float* workspace)
    {
        float* dy = state.OutputGradient;
        if (_winograd is not null)
        {
            _winograd.Forward(dy, state.Shared + LaneMemory.Pad(WeightsLength), null, state.InputGradients[0], add: !state.Sets(0), workspace);
            return;
        }

        if (_table.IsPadded)
        {
            _table.Pad(dy, _groups * _outGroup, scratch);
            dy = scratch;
        }

        fixed (int* taps = _taps, positions = _positions)
        {
            var kernels = new ConvKernels(taps, _taps.Length, positions, _positions.Length, _inGroup, _pairs) { Adds = !state.Sets(0) };
            for (int group = 0; group < _groups; group++)
            {
                long first = (long)group * _inGroup;
                kernels.Forward(
                    state.Shared + first * _taps.Length, null, dy + (long)group * _outGroup * PaddedFloats,
                    state.InputGradients[0] + first * _inputLength * Lanes.Count);
            }
        }
    }
}
