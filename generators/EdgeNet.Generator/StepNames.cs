namespace EdgeNet.Generator;

/// <summary>The steps of <see cref="NetworkGenerator"/>, in order, as its tests track them.</summary>
internal static class StepNames
{
    /// <summary>What the project offers to the emitted code.</summary>
    public const string Platform = nameof(Platform);

    /// <summary>What the [Network] classes say, and where they say it.</summary>
    public const string Sites = nameof(Sites);

    /// <summary>What the [Network] classes say, wherever it stands.</summary>
    public const string Declarations = nameof(Declarations);

    /// <summary>C# text and problems of each network.</summary>
    public const string Compiled = nameof(Compiled);

    /// <summary>Networks whose names differ in nothing but case.</summary>
    public const string Clashes = nameof(Clashes);

    /// <summary>The files to add.</summary>
    public const string Files = nameof(Files);

    /// <summary>Where each attribute and argument stands.</summary>
    public const string Places = nameof(Places);

    /// <summary>Every problem with its place.</summary>
    public const string Problems = nameof(Problems);
}
