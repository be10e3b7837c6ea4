using EdgeNet.Vision.Page;

namespace EdgeNet.Vision.Decoding;

/// <summary>How many blank frames end a run of digits, from the digits' distance on the line: boxes stand wider than free writing.</summary>
internal sealed class LineGap
{
    // Strips show digits 22 to 24 pixels high and about 0.6 times as wide; a frame is 4 pixels.
    private const double DigitWidth = 3.6;
    private const double UsualPitch = 4.5;
    private const double SmallestPitch = 3;

    // Digits that stand farther apart, 2.8 times their height, are no run.
    private const double LargestPitch = 16;

    private int[] _distances = new int[LineFrames.StripFrames];

    /// <summary>The most blank frames that end a run.</summary>
    /// <param name="widths">As for <see cref="Find"/>.</param>
    internal static int Most(double widths) => GapOf(LargestPitch, widths);

    /// <summary>Takes the memory for lines of so many frames.</summary>
    internal void Reserve(int frames) => Buffers.Grow(ref _distances, frames);

    /// <summary>Blank frames between two digits that are in different runs.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="widths">The paper between runs, beyond the digits' usual distance, in widths of a digit.</param>
    internal int Find(LineFrames frames, double widths)
    {
        Reserve(frames.Count);
        int count = 0, last = -1, previous = LineClass.Blank;
        for (int t = 0; t < frames.Count; t++)
        {
            int best = BestPath.ClassAt(frames, t);
            if (best == LineClass.Other)
                last = -1;
            if (best < LineClass.Digits && best != previous)
            {
                if (last >= 0)
                    _distances[count++] = t - last;
                last = t;
            }

            previous = best;
        }

        Span<int> distances = _distances.AsSpan(0, count);
        Ascending.Sort(distances);
        double pitch = count == 0 ? UsualPitch : Math.Clamp(distances[(count - 1) / 2], SmallestPitch, LargestPitch);
        return GapOf(pitch, widths);
    }

    // A digit is one frame where the network is sure; the others of its pitch are blank.
    private static int GapOf(double pitch, double widths) => Math.Max(1, (int)Math.Round(pitch - 1 + widths * DigitWidth));
}
