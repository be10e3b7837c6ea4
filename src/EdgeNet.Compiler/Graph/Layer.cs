namespace EdgeNet.Compiler.Graph;

/// <summary>What a node computes: an operator with its settings, independent of where it stands.</summary>
public abstract record Layer
{
    /// <summary>The operator's name in messages and listings.</summary>
    public abstract string Kind { get; }

    /// <summary>The settings in a few words, for listings.</summary>
    public virtual string Settings => "";

    /// <summary>The output's shape. The inputs are known to fit: <see cref="GraphBuilder"/> has checked them.</summary>
    /// <param name="inputs">The shape of each input.</param>
    public abstract TensorShape InferShape(IReadOnlyList<TensorShape> inputs);

    /// <summary>The trained parameters.</summary>
    /// <param name="inputs">The shape of each input.</param>
    public virtual IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) => [];

    /// <summary>Multiply-add operations of one inference.</summary>
    /// <param name="inputs">The shape of each input.</param>
    public virtual long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => 0;
}
