namespace EdgeNet.Description;

/// <summary>What an <see cref="ArgumentValue"/> holds.</summary>
public enum ArgumentKind
{
    /// <summary>One number.</summary>
    Number,

    /// <summary>A list of numbers.</summary>
    Numbers,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>One text: a name, or the member of an enum.</summary>
    Text,

    /// <summary>A list of texts.</summary>
    Texts,
}
