using EdgeNet.Vision.Decoding;

namespace EdgeNet.Vision.Tests.Decoding;

/// <summary>Lines as the network would give them.</summary>
internal static class TestLines
{
    /// <summary>A line on which only some classes are possible, with probabilities drawn at random.</summary>
    internal static LineFrames Random(int seed, int count, params int[] classes)
    {
        var random = new Random(seed);
        float[] logits = new float[LineClass.Count * count];
        Array.Fill(logits, float.NegativeInfinity);
        for (int t = 0; t < count; t++)
        {
            foreach (int c in classes)
                logits[c * count + t] = (float)(6 * random.NextDouble());
        }

        return Of(logits);
    }

    /// <summary>
    /// A line written by its best path, a character a frame: digits, '.', ',', '-' for filler, 'x' for a letter, ' ' for blank. The classes
    /// have these logits above all others.
    /// </summary>
    internal static LineFrames Written(string path, float certainty = 12)
    {
        float[] logits = new float[LineClass.Count * path.Length];
        for (int t = 0; t < path.Length; t++)
            logits[ClassOf(path[t]) * path.Length + t] = certainty;
        return Of(logits);
    }

    /// <summary>The same with some frames in doubt: the second text has the class that is less likely by a logit of 1, or '_' for none.</summary>
    internal static LineFrames Doubtful(string path, string second, float certainty = 12)
    {
        float[] logits = new float[LineClass.Count * path.Length];
        for (int t = 0; t < path.Length; t++)
        {
            logits[ClassOf(path[t]) * path.Length + t] = certainty;
            if (second[t] != '_')
                logits[ClassOf(second[t]) * path.Length + t] = certainty - 1;
        }

        return Of(logits);
    }

    internal static int ClassOf(char c) => c switch
    {
        '.' => LineClass.Point,
        ',' => LineClass.Comma,
        '-' => LineClass.Filler,
        'x' => LineClass.Other,
        ' ' => LineClass.Blank,
        _ => c - '0',
    };

    private static LineFrames Of(float[] logits)
    {
        var frames = new LineFrames();
        frames.Begin();
        frames.Add(logits, 0);
        return frames;
    }
}
