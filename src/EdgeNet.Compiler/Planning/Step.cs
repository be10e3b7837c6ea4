using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>One piece of work of the plan.</summary>
/// <param name="Name">The node that it computes.</param>
/// <param name="Inputs">What it reads.</param>
/// <param name="Output">What it writes.</param>
public abstract record Step(string Name, EquatableArray<Operand> Inputs, Operand Output)
{
    /// <summary>A step that reads one tensor.</summary>
    /// <param name="name">The node that it computes.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="output">What it writes.</param>
    protected Step(string name, Operand input, Operand output)
        : this(name, new[] { input }, output)
    {
    }

    /// <summary>The first tensor that it reads.</summary>
    public Operand Input => Inputs[0];

    /// <summary>What it writes and reads for itself alone.</summary>
    public virtual EquatableArray<Operand> Scratch => default;

    /// <summary>The kind of work.</summary>
    public abstract string Kind { get; }

    /// <summary>What it does and how, for the header of the emitted code and for listings.</summary>
    public abstract string Summary { get; }
}
