namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Steps of a streamed run that are carried out one after the other, perhaps several times.</summary>
/// <param name="Count">How often; operands move by their <see cref="Operand.Advance"/> each time.</param>
/// <param name="Steps">The steps.</param>
public sealed record StreamPart(int Count, IReadOnlyList<Step> Steps);
