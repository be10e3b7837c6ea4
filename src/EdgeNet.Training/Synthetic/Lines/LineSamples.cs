using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>Strips of writing, drawn when they are asked for: none is ever learnt from twice.</summary>
internal sealed class LineSamples : ISequenceSource
{
    private readonly LineWriter[] _writers;
    private readonly byte[][] _targets;
    private readonly LabelledLines? _labelled;
    private readonly float _labelledShare;

    /// <param name="ink">What strips are written with.</param>
    /// <param name="count">Strips of an epoch.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="width">Columns of a strip.</param>
    /// <param name="labelled">Strips of real pictures; null for none.</param>
    /// <param name="labelledShare">The share of strips that are taken from them, 0 to 1.</param>
    public LineSamples(LineInk ink, int count, int workers, int width, LabelledLines? labelled = null, float labelledShare = 0)
    {
        _labelled = labelled is { Count: > 0 } ? labelled : null;
        _labelledShare = labelledShare;
        _writers = [.. Enumerable.Range(0, workers).Select(_ => new LineWriter(ink, width))];
        _targets = new byte[count][];
    }

    /// <summary>Strips of an epoch.</summary>
    public int Count => _targets.Length;

    /// <inheritdoc/>
    public void Read(int sample, ulong key, int worker, Span<float> input)
    {
        var random = new SampleRandom(key, stream: 0x2EA1);
        if (_labelled is not null && random.NextSingle() < _labelledShare)
        {
            int index = random.Next(_labelled.Count);
            if (_labelled.Fits(index, _writers[worker].Width))
            {
                _labelled.Draw(index, ref random, input);
                _targets[sample] = _labelled.Target(index);
                return;
            }
        }

        _writers[worker].Draw(key, input);
        _targets[sample] = _writers[worker].Target.ToArray();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Target(int sample) => _targets[sample];
}
