using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Emit;

/// <summary>Opens the loops of a nest and keeps a reference to each tensor's element in step with them.</summary>
internal sealed class NestLoops : IDisposable
{
    private readonly Stack<IDisposable> _blocks = new();

    private NestLoops(string[] references) => References = references;

    /// <summary>The names of the references inside the loops.</summary>
    public string[] References { get; }

    /// <summary>Opens loops.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="loops">The loops, outermost first.</param>
    /// <param name="references">The references to each tensor's first element, in the order of the loops' strides.</param>
    /// <param name="prefix">What the loops' variables begin with, and the end of the references' names.</param>
    public static NestLoops Begin(SourceWriter writer, IEnumerable<StridedLoop> loops, string[] references, string prefix)
    {
        StridedLoop[] nest = [.. loops];
        var result = new NestLoops(new string[references.Length]);
        var variables = new List<string?>();
        for (int i = 0; i < nest.Length; i++)
        {
            string variable = VectorText.Invariant($"{prefix}{i}");
            IDisposable? block = writer.BeginLoop(variable, nest[i].Count);
            variables.Add(block is null ? null : variable);
            if (block is not null) result._blocks.Push(block);
        }

        for (int t = 0; t < references.Length; t++)
        {
            int tensor = t;
            result.References[t] = VectorText.Advance(writer, references[t] + prefix, references[t],
                [.. nest.Select((loop, i) => (variables[i], loop.Strides[tensor]))]);
        }

        return result;
    }

    /// <summary>Closes the loops.</summary>
    public void Dispose()
    {
        while (_blocks.Count > 0) _blocks.Pop().Dispose();
    }
}
