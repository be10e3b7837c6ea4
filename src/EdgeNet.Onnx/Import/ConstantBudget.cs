using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>Keeps a small file from asking for gigabytes: what nodes compute from constants, or repeat, may have so many elements together.</summary>
/// <param name="given">Elements of the file's own constants.</param>
internal sealed class ConstantBudget(long given)
{
    /// <summary>Of constants that are one number many times, and take memory only in the end: VGG-19, the largest of the usual networks, has 144 million.</summary>
    private const long MaxUniform = 200_000_000;

    /// <summary>Of others, besides a few times what the file itself has.</summary>
    private const long MaxComputed = 1 << 24;

    /// <summary>What a file's own constants may add to that: many of them may be the same bytes of one file.</summary>
    private const long MaxAllowance = 1 << 28;

    private long _computed = -Math.Min(4 * given, MaxAllowance);
    private long _uniform;
    private long _work;

    /// <summary>Multiplications and the like that layers on constants may take, a second or two in scalar code.</summary>
    private const long MaxWork = 1 << 23;

    /// <summary>Counts the work of layers on constants before it is done.</summary>
    /// <param name="operations">How much.</param>
    /// <returns>Whether it may be done; if not, nothing is counted.</returns>
    public bool TryWork(long operations)
    {
        if (operations > MaxWork - _work) return false;
        _work += operations;
        return true;
    }

    /// <summary>Counts elements before they are made.</summary>
    /// <param name="elements">How many.</param>
    /// <param name="sources">What they are made of: of uniform constants, a uniform one.</param>
    /// <exception cref="ImportProblemException">They are too many.</exception>
    public void Take(long elements, params ReadOnlySpan<ConstantTensor> sources)
    {
        bool isUniform = sources.Length > 0;
        foreach (ConstantTensor source in sources) isUniform &= source.Data.Uniform is not null;
        if (isUniform ? (_uniform += elements) > MaxUniform : (_computed += elements) > MaxComputed)
            throw new ImportProblemException(Invariant($"gives {elements} elements, more than this file may compute"));
    }
}
