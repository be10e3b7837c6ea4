using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.PyTorch.Model;

/// <summary>One layer on its way to Python: what it takes, and what it adds to the class beside its expression.</summary>
/// <param name="node">The layer's node.</param>
/// <param name="name">Its name in Python.</param>
/// <param name="inputs">The variables that hold its inputs, of the shape (batch, …).</param>
/// <param name="shapes">The inputs' shapes without the batch axis.</param>
internal sealed class LayerContext(Node node, string name, IReadOnlyList<string> inputs, IReadOnlyList<TensorShape> shapes)
{
    /// <summary>The layer's node.</summary>
    public Node Node => node;

    /// <summary>The variables that hold its inputs.</summary>
    public IReadOnlyList<string> Inputs => inputs;

    /// <summary>The shapes of the inputs.</summary>
    public IReadOnlyList<TensorShape> Shapes => shapes;

    /// <summary>The first input.</summary>
    public string X => inputs[0];

    /// <summary>The first input's shape.</summary>
    public TensorShape Shape => shapes[0];

    /// <summary>The module that __init__ makes; null for a layer without parameters.</summary>
    public string? Module { get; private set; }

    /// <summary>Whether it uses the file layers.py.</summary>
    public bool UsesHelpers { get; private set; }

    /// <summary>Makes a module, which holds the layer's parameters.</summary>
    /// <param name="module">The expression that makes it.</param>
    /// <returns>How forward names it.</returns>
    public string Declare(string module)
    {
        Module = $"self.{name} = {module}";
        return "self." + name;
    }

    /// <summary>A function or module of layers.py.</summary>
    /// <param name="function">Its name.</param>
    public string Helper(string function)
    {
        UsesHelpers = true;
        return "layers." + function;
    }

    /// <summary>An input with as many axes as another, the new ones behind the batch axis, as numpy aligns shapes.</summary>
    /// <param name="index">The input.</param>
    /// <param name="rank">The axes that are wanted, without the batch axis.</param>
    public string Aligned(int index, int rank)
    {
        int missing = rank - shapes[index].Rank;
        return missing == 0 ? inputs[index] : $"{inputs[index]}[:{string.Concat(Enumerable.Repeat(", None", missing))}]";
    }

    /// <summary>All inputs with as many axes as that which has most.</summary>
    public string[] AllAligned()
    {
        int rank = shapes.Max(s => s.Rank);
        return [.. Enumerable.Range(0, inputs.Count).Select(i => Aligned(i, rank))];
    }
}
