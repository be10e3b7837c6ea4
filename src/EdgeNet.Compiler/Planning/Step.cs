namespace EdgeNet.Compiler.Planning;

/// <summary>One piece of work of the plan.</summary>
/// <param name="Name">The node that it computes.</param>
/// <param name="Input">What it reads.</param>
/// <param name="Output">What it writes.</param>
public abstract record Step(string Name, Operand Input, Operand Output)
{
    /// <summary>The kind of work.</summary>
    public abstract string Kind { get; }

    /// <summary>What it does and how, for the header of the emitted code and for listings.</summary>
    public abstract string Summary { get; }
}
