using EdgeNet.Vision.Binarization;
using EdgeNet.Vision.Components;
using EdgeNet.Vision.Lines;
using EdgeNet.Vision.Segmentation;

namespace EdgeNet.Vision.Digits;

/// <summary>
/// The pixels of one digit, gathered from its pieces and from nothing else, though neighbours may reach into its box; stretched so that
/// its strokes are full ink whatever the pen and the light.
/// </summary>
internal sealed class DigitSamples
{
    /// <summary>The most pixels that are kept; a larger digit is read from every second, third, … pixel both ways.</summary>
    internal const int MaxSamples = 16_384;

    // Of the stroke's ink: at most this much is paper, from this on it is full. MNIST's strokes are full over about half of their pixels.
    private const float PaperShare = 0.15f;
    private const float FullShare = 0.85f;

    private readonly InkSample[] _samples = new InkSample[MaxSamples];
    private readonly int[] _histogram = new int[256];
    private int _count;

    internal ReadOnlySpan<InkSample> Samples => _samples.AsSpan(0, _count);

    /// <summary>The distance between kept pixels, both ways.</summary>
    internal int Step { get; private set; }

    internal void Gather(InkMap ink, ComponentFinder components, Rotation rotation, ReadOnlySpan<Piece> pieces)
    {
        long area = 0;
        foreach (Piece piece in pieces)
        {
            // The rows' ends are kept too, two pixels a run.
            Component component = components.Components[piece.Component];
            area += 3L * component.Area + 2L * (component.Bottom - component.Top);
        }

        Step = 1;
        while (area / ((long)Step * Step) > MaxSamples)
            Step++;
        _count = 0;
        Array.Clear(_histogram);
        foreach (Piece piece in pieces)
            Gather(ink, components, rotation, piece);
        Stretch();
    }

    private void Gather(InkMap ink, ComponentFinder components, Rotation rotation, in Piece piece)
    {
        bool whole = float.IsNegativeInfinity(piece.From) && float.IsPositiveInfinity(piece.To);
        for (int r = components.Components[piece.Component].FirstRun; r >= 0; r = components.Runs[r].Link)
        {
            Run run = components.Runs[r];
            if (run.Y % Step != 0)
                continue;
            ReadOnlySpan<byte> row = ink.Row(run.Y);
            // One pixel beyond the run on either side: the pale edge that makes the stroke's width exact.
            int left = Math.Max(run.Left - 1, 0);
            int right = Math.Min(run.Right + 1, row.Length);
            left += (Step - left % Step) % Step;
            for (int x = left; x < right; x += Step)
            {
                float u = rotation.U(x + 0.5f, run.Y + 0.5f);
                float v = rotation.V(x + 0.5f, run.Y + 0.5f);
                if (!whole && !piece.Holds(u, v))
                    continue;
                if (_count == MaxSamples)
                    return;
                _samples[_count++] = new InkSample { U = u, V = v, Ink = row[x] };
                _histogram[row[x]]++;
            }
        }
    }

    private void Stretch()
    {
        int above = _count / 6;
        int full = 255;
        while (full > 0 && above >= _histogram[full])
            above -= _histogram[full--];
        float paper = PaperShare * full;
        float scale = 1 / Math.Max(1, FullShare * full - paper);
        foreach (ref InkSample sample in _samples.AsSpan(0, _count))
            sample.Ink = Math.Clamp((sample.Ink - paper) * scale, 0, 1);
    }
}
