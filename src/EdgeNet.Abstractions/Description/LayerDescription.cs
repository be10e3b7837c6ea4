namespace EdgeNet.Description;

/// <summary>
/// One layer as it was written: its kind and the arguments given, in order. Arguments not given have the defaults of the
/// attribute of the same name.
/// </summary>
/// <param name="Kind">The attribute's name without "Attribute": "Conv2D", "Dense".</param>
/// <param name="Arguments">The arguments, each name once.</param>
public sealed record LayerDescription(string Kind, EquatableArray<LayerArgument> Arguments)
{
    /// <summary>Describes a layer.</summary>
    /// <param name="kind">The attribute's name without "Attribute".</param>
    /// <param name="arguments">The arguments.</param>
    public LayerDescription(string kind, params LayerArgument[] arguments) : this(kind, (EquatableArray<LayerArgument>)arguments)
    {
    }

    /// <summary>The layer's name, where one was given.</summary>
    public string? Name => Find("name") is { Kind: ArgumentKind.Text } value ? value.Texts[0] : null;

    /// <summary>The value of an argument, or null where it was not given.</summary>
    /// <param name="name">The argument's name, in camel case.</param>
    public ArgumentValue? Find(string name)
    {
        foreach (LayerArgument argument in Arguments)
            if (argument.Name == name) return argument.Value;
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}({string.Join(", ", Arguments.Select(a => $"{a.Name}: {a.Value}"))})";
}
