using EdgeNet.Safety;

namespace EdgeNet.Onnx;

/// <summary>A network that cannot be written as ONNX, with every reason at once.</summary>
/// <param name="network">The network's name.</param>
/// <param name="problems">One line each.</param>
public sealed class OnnxExportException(string network, IReadOnlyList<string> problems)
    : Exception($"Network '{PlainText.Escape(network)}' cannot be exported to ONNX:\n  "
        + string.Join("\n  ", problems.Select(p => PlainText.Escape(p))))
{
    /// <summary>What stands in the way, one line a problem: layer, reason, and what would work.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
