using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Adversarial training: a network learns from samples that were changed to raise its loss, each value by at most ε (A. Madry et al.,
/// "Towards deep learning models resistant to adversarial attacks", ICLR 2018). With one step it is the fast method, a random start and a
/// step of 1.25 ε (E. Wong, L. Rice, Z. Kolter, "Fast is better than free", ICLR 2020).
/// </summary>
/// <remarks>
/// Samples are changed anew for each batch, by the weights of the moment, through a network that answers as in use: running statistics, no
/// dropout. The last epoch's weights are kept, since the epoch that is best on samples as they are is not the one that withstands attacks.
/// </remarks>
public sealed record AdversarialOptions
{
    /// <summary>ε, above 0: of pictures in units of their range, so at most 1; of numbers in units of the network's input.</summary>
    public required float Epsilon { get; init; }

    /// <summary>
    /// Gradient steps that change a sample, 1 or more. Each costs as much as a step of plain training, less the weights' part.
    /// </summary>
    public int Steps { get; init; } = 7;

    /// <summary>The length of a step as a share of ε, above 0; null for 2.5 / <see cref="Steps"/>, at most 1.25.</summary>
    public float? StepSize { get; init; }

    /// <summary>Epochs over which ε grows from 0, 0 or more: networks that meet all of a large ε at once may learn nothing.</summary>
    public float WarmUp { get; init; }

    /// <summary>The length of a step as a share of ε.</summary>
    internal float StepShare => StepSize ?? Math.Min(1.25f, 2.5f / Steps);

    /// <summary>The share of ε that counts at a time.</summary>
    /// <param name="epochs">Epochs that are done, with the part of the one under way.</param>
    internal float StrengthAt(double epochs) => WarmUp > 0 ? (float)Math.Min(1, epochs / WarmUp) : 1;

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal void Check()
    {
        Require(Epsilon > 0 && float.IsFinite(Epsilon), nameof(Epsilon), "a number above 0", Epsilon);
        Require(Steps >= 1, nameof(Steps), "1 or more", Steps);
        Require(StepShare > 0 && float.IsFinite(StepShare), nameof(StepSize), "a number above 0", StepShare);
        Require(WarmUp >= 0 && float.IsFinite(WarmUp), nameof(WarmUp), "0 or more", WarmUp);
    }

    private static void Require(bool condition, string option, string expected, double found)
    {
        if (!condition) throw new TrainingException(Invariant($"Adversarial training, {option}: expected {expected}, found {found}."));
    }
}
