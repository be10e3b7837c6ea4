namespace EdgeNet.Training;

/// <summary>
/// Label smoothing for classes that are the steps of a scale (B.-B. Gao et al., "Deep label distribution learning with label ambiguity", IEEE
/// Transactions on Image Processing 26, 2017): a share of the right class goes to the classes beside it, for a neighbor is nearly right, and the
/// labels themselves are seldom surer than a step.
/// </summary>
/// <param name="Share">The share that the two neighbors get together, in [0, 1). At the ends of a scale the one neighbor gets half of it.</param>
/// <param name="IsCircle">Whether the first class and the last one are neighbors, as on a wheel.</param>
public sealed record ScaleSmoothing(float Share, bool IsCircle = false)
{
    /// <summary>How far the steps from one class to another lie apart: 0, 1, or 2 for more.</summary>
    internal int Steps(int from, int to, int classes)
    {
        int steps = Math.Abs(from - to);
        return Math.Min(2, IsCircle ? Math.Min(steps, classes - steps) : steps);
    }

    /// <summary>The share of a class where another one is right.</summary>
    /// <param name="c">The class.</param>
    /// <param name="right">The class that is right.</param>
    /// <param name="classes">Classes, 3 or more.</param>
    internal float Of(int c, int right, int classes)
    {
        bool isAtEnd = !IsCircle && (right == 0 || right == classes - 1);
        return Steps(c, right, classes) switch
        {
            0 => isAtEnd ? 1 - Share / 2 : 1 - Share,
            1 => Share / 2,
            _ => 0,
        };
    }

    /// <exception cref="TrainingException">The share is out of its range.</exception>
    internal void Check()
    {
        if (!(Share is > 0 and < 1))
            throw new TrainingException(FormattableString.Invariant($"Scale smoothing: expected above 0, below 1, found {Share}."));
    }
}
