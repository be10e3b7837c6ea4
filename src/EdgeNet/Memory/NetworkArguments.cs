using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// The checks at the head of a generated Infer method. The failing paths are methods of their own, so that the hot code stays small.
/// </summary>
public static class NetworkArguments
{
    /// <summary>Checks the four spans of an inference.</summary>
    /// <param name="input">The input; exactly <paramref name="inputLength"/> elements.</param>
    /// <param name="inputLength">Elements that the network takes.</param>
    /// <param name="weights">The packed weights; exactly <paramref name="weightsLength"/> elements.</param>
    /// <param name="weightsLength">Elements of the packed weights.</param>
    /// <param name="workspace">The workspace; <paramref name="workspaceLength"/> elements or more.</param>
    /// <param name="workspaceLength">Elements of workspace that the network needs.</param>
    /// <param name="output">The output; exactly <paramref name="outputLength"/> elements, none of them an input's.</param>
    /// <param name="outputLength">Elements that the network gives.</param>
    /// <exception cref="ArgumentException">A span has another length, or input and output overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(
        ReadOnlySpan<float> input, int inputLength,
        ReadOnlySpan<float> weights, int weightsLength,
        Span<float> workspace, int workspaceLength,
        Span<float> output, int outputLength)
    {
        if (input.Length != inputLength)
            ThrowLength(nameof(input), inputLength, input.Length);
        if (weights.Length != weightsLength)
            ThrowLength(nameof(weights), weightsLength, weights.Length);
        if (workspace.Length < workspaceLength)
            ThrowTooShort(nameof(workspace), workspaceLength, workspace.Length);
        if (output.Length != outputLength)
            ThrowLength(nameof(output), outputLength, output.Length);
        if (input.Overlaps(output))
            ThrowOverlap();
    }

    /// <summary>Says that a span must have another length.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="expected">The elements it must have.</param>
    /// <param name="found">The elements it has.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowLength(string name, int expected, int found) =>
        throw new ArgumentException(Invariant($"Expected {expected} elements, found {found}."), name);

    /// <summary>Says that a span must be longer.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="expected">The elements it must have at least.</param>
    /// <param name="found">The elements it has.</param>
    /// <exception cref="ArgumentException">Always.</exception>
    [DoesNotReturn]
    public static void ThrowTooShort(string name, int expected, int found) =>
        throw new ArgumentException(Invariant($"Expected at least {expected} elements, found {found}."), name);

    [DoesNotReturn]
    internal static void ThrowOverlap() =>
        throw new ArgumentException("The output overlaps the input; the network would overwrite what it still reads.", "output");
}
