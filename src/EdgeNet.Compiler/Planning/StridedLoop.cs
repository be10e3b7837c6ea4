using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>One loop of a nest that walks several tensors at once.</summary>
/// <param name="Count">Iterations.</param>
/// <param name="Strides">Elements that each tensor moves in a step; the last is the output's.</param>
public sealed record StridedLoop(int Count, EquatableArray<int> Strides);
