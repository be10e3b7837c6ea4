using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Tests.Reading;

/// <summary>
/// Reads the hooks of <see cref="HookPage"/>: of ink that is unbroken across, a hook that points up and is wide is a 7, a narrow one a 4,
/// one that points down is another mark, and an upright bar, where bars are read, a 1. It counts how often it was asked. For tests of
/// everything but the digits.
/// </summary>
internal sealed class HookNetwork(int rows = LineStrips.Rows, int classes = LineClass.Count, bool readsBars = true) : INetwork<float>
{
    private const int FrameColumns = LineStrips.Columns / LineFrames.StripFrames;

    // Ink of a column, in rows.
    private const float Inked = 2.5f;

    private const float Sure = 12;
    private const int LeastHeight = 15;
    private const int MostOfBar = 6;

    public NetworkInfo Info { get; } =
        new("Hooks", "", [1, rows, LineStrips.Columns], [classes, 1, LineFrames.StripFrames], [], 0, 0, 0);

    public int Calls { get; private set; }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        Calls++;
        output.Clear();
        output.Slice(LineClass.Blank * LineFrames.StripFrames, LineFrames.StripFrames).Fill(Sure);
        int from = -1;
        for (int x = 0; x <= LineStrips.Columns; x++)
        {
            bool isInked = x < LineStrips.Columns && Ink(input, x, 0, LineStrips.Rows) >= Inked;
            if (isInked && from < 0)
                from = x;
            if (isInked || from < 0)
                continue;
            int frame = (from + x) / 2 / FrameColumns;
            output[LineClass.Blank * LineFrames.StripFrames + frame] = 0;
            output[ClassOf(input, from, x) * LineFrames.StripFrames + frame] = Sure;
            from = -1;
        }
    }

    public void Dispose()
    {
    }

    private int ClassOf(ReadOnlySpan<float> input, int from, int end)
    {
        int top = LineStrips.Rows, bottom = 0;
        for (int i = 0; i < LineStrips.Rows * LineStrips.Columns; i++)
        {
            if (i % LineStrips.Columns < from || i % LineStrips.Columns >= end || input[i] < 0.5f)
                continue;
            top = Math.Min(top, i / LineStrips.Columns);
            bottom = i / LineStrips.Columns + 1;
        }

        // What is low, or reaches the strip's edge, is a part of something else.
        if (bottom - top < LeastHeight || top == 0 || bottom == LineStrips.Rows)
            return LineClass.Other;
        int middle = (top + bottom) / 2;
        float upper = 0, lower = 0;
        for (int x = from; x < end; x++)
        {
            upper += Ink(input, x, 0, middle);
            lower += Ink(input, x, middle, LineStrips.Rows);
        }

        if (lower > 1.15f * upper)
            return LineClass.Other;
        return upper > 1.15f * lower ? end - from >= 10 ? 7 : 4 : readsBars && end - from <= MostOfBar ? 1 : LineClass.Other;
    }

    private static float Ink(ReadOnlySpan<float> input, int x, int from, int end)
    {
        float ink = 0;
        for (int y = from; y < end; y++)
            ink += input[y * LineStrips.Columns + x];
        return ink;
    }
}
