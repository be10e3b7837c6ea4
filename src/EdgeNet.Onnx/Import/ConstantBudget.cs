using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>Keeps a small file from asking for gigabytes: constants that nodes compute may have so many elements together.</summary>
internal sealed class ConstantBudget
{
    private const long MaxElements = 200_000_000; // 800 MB; the largest of the usual networks, VGG-19, has 144 million

    private long _elements;

    /// <summary>Counts a constant.</summary>
    /// <exception cref="ImportProblemException">It is one too many.</exception>
    public ConstantTensor Take(ConstantTensor tensor)
    {
        Take(tensor.Length);
        return tensor;
    }

    /// <summary>Counts elements before they are made.</summary>
    public void Take(long elements)
    {
        _elements += elements;
        if (_elements > MaxElements) throw new ImportProblemException(Invariant($"gives a constant of {elements} elements; all that nodes compute may have {MaxElements} together"));
    }
}
