namespace EdgeNet.Vision.Decoding;

/// <summary>The runs of digits on a line's best path, from left to right.</summary>
internal sealed class LineRuns
{
    private LineRun[] _runs = [];
    private int _count;

    /// <summary>The runs.</summary>
    internal ReadOnlySpan<LineRun> Runs => _runs.AsSpan(0, _count);

    /// <summary>Takes the memory for lines of so many frames.</summary>
    internal void Reserve(int frames)
    {
        // Between two runs there is at least one frame of something else.
        if (_runs.Length < (frames + 1) / 2)
            _runs = new LineRun[(frames + 1) / 2];
    }

    /// <summary>Finds the runs.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="gap">Blank frames that end a run.</param>
    internal void Find(LineFrames frames, int gap)
    {
        _count = 0;
        Reserve(frames.Count);
        int from = 0, end = 0, blanks = 0;
        bool inRun = false;
        for (int t = 0; t < frames.Count; t++)
        {
            int best = BestPath.ClassAt(frames, t);
            blanks = best == LineClass.Blank ? blanks + 1 : 0;
            if (best < LineClass.Digits)
            {
                inRun = true;
                end = t + 1;
            }
            else if (inRun && (best != LineClass.Blank || blanks == gap))
            {
                Add(from, end);
                inRun = false;
                from = end;
            }
        }

        if (inRun)
            Add(from, end);
    }

    private void Add(int from, int end) => _runs[_count++] = new LineRun(from, end);
}
