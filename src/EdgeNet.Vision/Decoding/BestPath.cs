namespace EdgeNet.Vision.Decoding;

/// <summary>The likeliest class of each frame by itself.</summary>
internal static class BestPath
{
    /// <summary>The likeliest class of a frame.</summary>
    internal static int ClassAt(LineFrames frames, int t)
    {
        int best = 0;
        for (int c = 1; c < LineClass.Count; c++)
        {
            if (frames.Of(c)[t] > frames.Of(best)[t])
                best = c;
        }

        return best;
    }
}
