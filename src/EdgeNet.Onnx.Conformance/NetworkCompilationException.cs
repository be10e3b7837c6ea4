namespace EdgeNet.Onnx.Conformance;

/// <summary>A network that does not become code.</summary>
/// <param name="problems">Why, a line each.</param>
/// <param name="isRefusal">Whether the compiler refuses it with a reason for the user; else the compiler is at fault.</param>
public sealed class NetworkCompilationException(IReadOnlyList<string> problems, bool isRefusal) : Exception(string.Join("\n", problems))
{
    /// <summary>Why, a line each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;

    /// <summary>Whether the compiler refuses the network with a reason for the user; else the compiler is at fault.</summary>
    public bool IsRefusal { get; } = isRefusal;
}
