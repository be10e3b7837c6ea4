using System.Security.Cryptography;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Knowledge distillation (Hinton, Vinyals and Dean 2015): a small network learns the answers of a large one, which tell more of a sample
/// than its label. The loss of a sample is (1 − share) · cross-entropy with its label + share · T² · KL(teacher ‖ network), in which both
/// answer with softmax(logits / T). The teacher sees each sample as the network does, distorted and mixed. Class weights, a focus and label
/// smoothing are of the label's part alone.
/// </summary>
/// <param name="Teachers">The teachers, one or more: the probabilities of several are averaged, which is an ensemble.</param>
public sealed record DistillationOptions(IReadOnlyList<Teacher> Teachers)
{
    private const int ChecksumBytes = 8;

    /// <summary>T, above 0 and at most 100: the higher, the more the teacher's small probabilities count.</summary>
    public float Temperature { get; init; } = 4;

    /// <summary>What the teachers' answers count, above 0 and at most 1; the label counts the rest.</summary>
    public float Share { get; init; } = 0.9f;

    /// <summary>What makes the weights what they are.</summary>
    internal string Signature
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (Teacher teacher in Teachers) hash.AppendData(teacher.Checksum());
            string checksum = Convert.ToHexStringLower(hash.GetHashAndReset(), 0, ChecksumBytes);
            return Invariant($"{checksum} at temperature {Temperature}, share {Share}");
        }
    }

    /// <exception cref="TrainingException">An option is out of its range.</exception>
    internal void Check(LossKind loss)
    {
        if (Teachers.Count == 0) throw new TrainingException($"{nameof(Teachers)}: expected one or more, found none.");
        if (Temperature is not (> 0 and <= 100))
            throw new TrainingException(Invariant($"{nameof(Temperature)}: expected above 0, at most 100, found {Temperature}."));
        if (Share is not (> 0 and <= 1))
            throw new TrainingException(Invariant($"{nameof(Share)}: expected above 0, at most 1, found {Share}."));
        if (loss != LossKind.CrossEntropy)
            throw new TrainingException($"Distillation: a teacher goes with the cross-entropy loss, found {TargetChecks.Name(loss)}.");
    }
}
