using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Tiles;

/// <summary>
/// The sizes and distances of a kernel: literals, which the machine code then holds, or parameters, so that layers of different
/// shapes run one method.
/// </summary>
/// <param name="shared">Whether they are parameters.</param>
internal sealed class KernelShape(bool shared)
{
    private readonly List<(string Name, int Value)> _parameters = [];
    private readonly List<string> _multiples = [];

    /// <summary>Whether sizes are parameters.</summary>
    public bool IsShared => shared;

    /// <summary>The parameters, each with a comma before it.</summary>
    public string Parameters => string.Concat(_parameters.Select(p => $", nint {p.Name}"));

    /// <summary>The values to call with.</summary>
    public IEnumerable<string> Values => _parameters.Select(p => Invariant($"{p.Value}"));

    /// <summary>A size or distance as it stands in the kernel. 0 and 1 stay literals: what does not loop or move is left out.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value in this layer.</param>
    public string Of(string name, int value)
    {
        if (!shared || value is 0 or 1) return Invariant($"{value}");
        if (_parameters.All(p => p.Name != name)) _parameters.Add((name, value));
        return name;
    }

    /// <summary>A multiple of a size or distance; one of a parameter is computed once, at the method's head.</summary>
    /// <param name="count">The factor.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value in this layer.</param>
    public string Multiple(int count, string name, int value)
    {
        string of = Of(name, value);
        if (of != name) return Invariant($"{count * value}");
        if (count == 1) return name;
        string variable = Invariant($"{name}{count}");
        string line = Invariant($"nint {variable} = {count} * {name};");
        if (!_multiples.Contains(line)) _multiples.Add(line);
        return variable;
    }

    /// <summary>Writes the computed multiples.</summary>
    /// <param name="writer">Takes the text.</param>
    public void WriteHead(SourceWriter writer) => _multiples.ForEach(writer.Line);
}
