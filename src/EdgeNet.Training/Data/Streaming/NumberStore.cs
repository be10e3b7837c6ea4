using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using EdgeNet.Training.Data.Arrays;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>Numbers in a mapped array, brought to a network's input whenever they are asked for.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="numbers">The array.</param>
/// <param name="count">Samples.</param>
/// <param name="layout">How a sample becomes an input.</param>
internal sealed class NumberStore(string path, MappedNumbers numbers, int count, NumberLayout layout) : SampleStore
{
    private readonly ConcurrentBag<(NumberPlacer Placer, float[] Scratch)> _idle = [];

    /// <inheritdoc/>
    public override int Count => count;

    /// <inheritdoc/>
    public override bool AreBytes => numbers.Type.AreBytes && !layout.Resizes;

    /// <inheritdoc/>
    public override void Read(int index, Span<byte> sample)
    {
        if (!_idle.TryTake(out var own)) own = (new NumberPlacer(layout), new float[AreBytes ? 0 : layout.FromLength]);
        long first = (long)index * layout.FromLength;
        if (AreBytes)
        {
            ReadOnlySpan<byte> bytes = numbers.Bytes(first, layout.FromLength);
            if (layout.IsLast) own.Placer.Order(bytes, sample);
            else bytes.CopyTo(sample);
        }
        else
        {
            numbers.Read(first, own.Scratch);
            foreach (float number in own.Scratch)
                if (!float.IsFinite(number))
                    throw new TrainingException(
                        FormattableString.Invariant($"{path}: sample {index}: expected finite numbers, found {number}."));
            own.Placer.Place(own.Scratch, MemoryMarshal.Cast<byte, float>(sample));
        }

        _idle.Add(own);
    }
}
