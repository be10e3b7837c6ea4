namespace EdgeNet.Compiler.Planning;

/// <summary>One loop of the nest that walks a kernel's taps.</summary>
/// <param name="Axis">What it runs over, for comments: "ic", "ky", "kx" or a merged run such as "kx·ic".</param>
/// <param name="Count">Iterations.</param>
/// <param name="InputStride">Elements that the input moves in a step.</param>
public sealed record TapLoop(string Axis, int Count, int InputStride);
