namespace EdgeNet.Compiler.Emit.Tiles;

/// <summary>One loop around a register tile.</summary>
/// <param name="Variable">Its variable, which also names the references that it moves.</param>
/// <param name="Count">Iterations, as text; "1" is no loop.</param>
/// <param name="Moves">The references that it moves, each with its offset in an iteration, as text.</param>
internal sealed record TileLoop(string Variable, string Count, params (string Reference, string Offset)[] Moves)
{
    /// <summary>A loop that moves each reference by the same distance in every iteration.</summary>
    /// <param name="variable">Its variable.</param>
    /// <param name="count">Iterations, as text.</param>
    /// <param name="moves">The references that it moves, each with the distance, as text.</param>
    public static TileLoop Of(string variable, string count, params (string Reference, string Distance)[] moves) =>
        new(variable, count, [.. moves.Select(m => (m.Reference, Times(variable, m.Distance)))]);

    /// <summary>
    /// Writes loops, outermost first, around a body. Each reference is moved in the loop that moves it, so that what an outer loop
    /// knows is computed there.
    /// </summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="loops">The loops.</param>
    /// <param name="body">Writes what they repeat, given the current name of each reference.</param>
    public static void Write(SourceWriter writer, IEnumerable<TileLoop> loops, Action<Func<string, string>> body)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string Current(string reference) => names.TryGetValue(reference, out string name) ? name : reference;
        var blocks = new Stack<IDisposable>();
        foreach (TileLoop loop in loops.Where(l => l.Count != "1"))
        {
            blocks.Push(writer.BeginBlock($"for (nint {loop.Variable} = 0; {loop.Variable} < {loop.Count}; {loop.Variable}++)"));
            foreach (var (reference, offset) in loop.Moves.Where(m => m.Offset != "0"))
            {
                string name = $"{reference}_{loop.Variable}";
                writer.Line($"ref float {name} = ref Unsafe.Add(ref {Current(reference)}, {offset});");
                names[reference] = name;
            }
        }

        body(Current);
        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    /// <summary>A product of texts, without what changes nothing.</summary>
    public static string Times(string variable, string distance) => distance == "0" ? "0" : distance == "1" ? variable : $"{variable} * {distance}";
}
