using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>One loop of a copy.</summary>
/// <param name="Count">Iterations.</param>
/// <param name="InputStride">Elements that the input moves in a step.</param>
/// <param name="OutputStride">Elements that the output moves in a step.</param>
/// <param name="Table">Where the input is at each iteration, where that is no stride; else empty.</param>
public sealed record CopyLoop(int Count, int InputStride, int OutputStride, EquatableArray<int> Table)
{
    /// <summary>An axis whose input elements are taken in a given order: by a stride where one does it, else by a table.</summary>
    /// <param name="indices">The input element of each output element.</param>
    /// <param name="inputStride">Elements from an input element to the next.</param>
    /// <param name="outputStride">Elements from an output element to the next.</param>
    /// <param name="first">Where the input of the first output element lies, for the operand's offset; 0 with a table.</param>
    public static CopyLoop Of(IReadOnlyList<int> indices, int inputStride, int outputStride, out int first)
    {
        int step = indices.Count > 1 ? indices[1] - indices[0] : 1;
        bool even = Enumerable.Range(0, indices.Count).All(i => indices[i] == indices[0] + i * step);
        first = even ? indices[0] * inputStride : 0;
        return new(indices.Count, even ? step * inputStride : 0, outputStride, even ? default : new(indices.Select(i => checked(i * inputStride))));
    }
}
