using EdgeNet.Safety;

namespace EdgeNet.Onnx;

/// <summary>An ONNX file that cannot become a network, with every reason at once.</summary>
/// <param name="file">The file's name.</param>
/// <param name="problems">One line each.</param>
public sealed class OnnxImportException(string file, IReadOnlyList<string> problems)
    : Exception(PlainText.Escape(file) + (problems.Count == 1 ? ": " : " cannot be imported:\n  ")
        + string.Join("\n  ", problems.Select(p => PlainText.Escape(p))))
{
    /// <summary>An exception with one reason.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="problem">The reason.</param>
    public OnnxImportException(string file, string problem) : this(file, [problem])
    {
    }

    /// <summary>What stands in the way, one line a problem: node, operator, reason, and what would work.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
