namespace EdgeNet.Compiler.Emit;

/// <summary>The methods of one emitted class. Methods with equal bodies are written once: layers of equal shape share them.</summary>
internal sealed class KernelSet
{
    private readonly Dictionary<string, string> _nameByBody = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Comment, string Header, string Body)> _methods = [];

    /// <summary>Adds a method.</summary>
    /// <param name="name">The name it has where no equal method exists.</param>
    /// <param name="comment">What it does, for its reader.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="write">Writes its body.</param>
    /// <returns>The name of the method to call.</returns>
    public string Add(string name, string comment, string parameters, Action<SourceWriter> write)
    {
        var writer = new SourceWriter();
        write(writer);
        string body = writer.ToString();
        string key = parameters + "\n" + body;
        if (_nameByBody.TryGetValue(key, out string existing)) return existing;
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++) unique = $"{name}_{i}";
        name = unique;
        _nameByBody.Add(key, name);
        _methods.Add((comment, $"internal static void {name}({parameters})", body));
        return name;
    }

    /// <summary>Writes the methods.</summary>
    public void WriteTo(SourceWriter writer)
    {
        bool first = true;
        foreach (var (comment, header, body) in _methods)
        {
            if (!first) writer.Line();
            first = false;
            writer.Line("// " + comment);
            // Compiled once and fully at the first call: these loops would otherwise run unoptimised until they are found hot. Never as a part
            // of their callers, where compilers that find them hot spill what fills all registers here.
            writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
            using (writer.BeginBlock(header)) writer.Lines(body);
        }
    }
}
