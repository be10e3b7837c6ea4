using System.Numerics;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;

namespace EdgeNet.Training.Transfer;

/// <summary>
/// Sees to it that weights that were kept learn slower than others, and frozen ones not at all. What an optimizer adds to a weight is
/// proportional to the rate, whichever optimizer it is: a share of the step is the step at that share of the rate.
/// </summary>
internal sealed class KeptLayers
{
    private readonly float _rate;
    private readonly ParameterSlot[] _frozen;
    private readonly ParameterSlot[] _slow;
    private readonly float[] _before;

    /// <param name="network">The network.</param>
    /// <param name="options">Which layers were kept.</param>
    public KeptLayers(NetworkGradient network, TransferOptions options)
    {
        var kept = new HashSet<string>(options.Kept, StringComparer.Ordinal);
        _rate = options.KeptRate;
        _frozen = [.. network.Parameters.Slots.Where(s => s.IsTrained && !network.IsTrained(s))];
        _slow = _rate < 1 ? [.. network.Parameters.Slots.Where(s => network.IsTrained(s) && kept.Contains(s.Node))] : [];
        _before = new float[_slow.Sum(s => s.Length)];
    }

    /// <summary>Clears the gradients of what is frozen, before they count for anything.</summary>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Their gradient, changed in place.</param>
    public void BeforeStep(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        foreach (ParameterSlot slot in _frozen) gradient.Slice(slot.Offset, slot.Length).Clear();
        int at = 0;
        foreach (ParameterSlot slot in _slow)
        {
            parameters.Slice(slot.Offset, slot.Length).CopyTo(_before.AsSpan(at));
            at += slot.Length;
        }
    }

    /// <summary>Takes the greater part of the step back from what learns slower.</summary>
    /// <param name="parameters">All parameters, changed in place.</param>
    public void AfterStep(Span<float> parameters)
    {
        int at = 0;
        foreach (ParameterSlot slot in _slow)
        {
            Span<float> values = parameters.Slice(slot.Offset, slot.Length);
            ReadOnlySpan<float> before = _before.AsSpan(at, slot.Length);
            int i = 0;
            for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> old = new(before[i..]), now = new(values[i..]);
                (old + _rate * (now - old)).CopyTo(values[i..]);
            }

            for (; i < values.Length; i++) values[i] = before[i] + _rate * (values[i] - before[i]);
            at += slot.Length;
        }
    }
}
