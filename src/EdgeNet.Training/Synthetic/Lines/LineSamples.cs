using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Synthetic.Lines;

/// <summary>Strips of writing, drawn when they are asked for: none is ever learnt from twice.</summary>
internal sealed class LineSamples : ISequenceSource
{
    private readonly LineWriter[] _writers;
    private readonly byte[][] _targets;

    /// <param name="pictures">Pictures of digits, shape (1, 28, 28); null to draw all.</param>
    /// <param name="count">Strips of an epoch.</param>
    /// <param name="workers">Threads.</param>
    public LineSamples(ImageSet? pictures, int count, int workers)
    {
        DigitPictures? digits = pictures is null ? null : new DigitPictures(pictures);
        _writers = [.. Enumerable.Range(0, workers).Select(_ => new LineWriter(digits))];
        _targets = new byte[count][];
    }

    /// <summary>Strips of an epoch.</summary>
    public int Count => _targets.Length;

    /// <inheritdoc/>
    public void Read(int sample, ulong key, int worker, Span<float> input)
    {
        _writers[worker].Draw(key, input);
        _targets[sample] = _writers[worker].Target.ToArray();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Target(int sample) => _targets[sample];
}
