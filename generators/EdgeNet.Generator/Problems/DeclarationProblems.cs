using EdgeNet.Compiler.Problems;

namespace EdgeNet.Generator.Problems;

/// <summary>
/// Every problem that the class around a description can have, as <see cref="ProblemRegistry"/> has the description's.
/// Ids are never reused; a retired one stays here as a comment.
/// </summary>
internal static class DeclarationProblems
{
    /// <summary>The class, or a type around it, has no part to add code to.</summary>
    public static readonly ProblemKind NotPartial = Error("EDGE2001", "Network class is not partial",
        "{0} needs the modifier 'partial', so that the generated code can be added to it");

    /// <summary>The kind of class cannot be a network.</summary>
    public static readonly ProblemKind UnsupportedClass = Error("EDGE2002", "Unsupported kind of network class",
        "Network '{0}' is {1}, but {2}");

    /// <summary>The C# version does not know what the emitted code uses.</summary>
    public static readonly ProblemKind LanguageTooOld = Error("EDGE2003", "C# version too old",
        "The code generated for network '{0}' needs C# 12 or later, but the project has <LangVersion>{1}</LangVersion>");

    /// <summary>The framework has no fused multiply-add that is fast on every processor.</summary>
    public static readonly ProblemKind FrameworkTooOld = Error("EDGE2004", "Target framework too old",
        "The code generated for network '{0}' needs .NET 10 or later (System.Runtime.Intrinsics with MultiplyAddEstimate): "
        + "set <TargetFramework> to net10.0 or later");

    /// <summary>The attributes are referenced, the runtime is not.</summary>
    public static readonly ProblemKind MissingRuntime = Error("EDGE2005", "EdgeNet is not referenced",
        "The code generated for network '{0}' needs a reference to EdgeNet (the assembly EdgeNet.Runtime)");

    /// <summary>A member, or the class itself, has the name of a member that the generated code declares.</summary>
    public static readonly ProblemKind NameTaken = Error("EDGE2006", "Name taken by the generated code",
        "Network '{0}': the name '{1}' is taken by the generated code; call it '{2}', or something else");

    /// <summary>The generated constructor would have to call one that it does not know how to call.</summary>
    public static readonly ProblemKind UnsupportedConstructor = Error("EDGE2007", "Unsupported constructor",
        "Network '{0}' has {1}, which the generated constructor cannot call");

    /// <summary>The attribute is a layer, but not one of EdgeNet's.</summary>
    public static readonly ProblemKind ForeignLayer = Error("EDGE2008", "Layer attribute that is not EdgeNet's",
        "'{0}' derives from LayerAttribute, but there is no code generator for it: layers are the attributes that EdgeNet itself defines");

    /// <summary>Layers that no network has.</summary>
    public static readonly ProblemKind LayerWithoutNetwork = Warning("EDGE2009", "Layer without network",
        "Class '{0}' has layer attributes, but no [Network] attribute: no code is generated for it");

    /// <summary>A fault of EdgeNet's own.</summary>
    public static readonly ProblemKind CompilerFault = Error("EDGE2010", "Fault in EdgeNet",
        "Network '{0}' could not be compiled through a fault in EdgeNet; please report it: {1}");

    /// <summary>A type or namespace of the user's stands where emitted code, or an attribute, looks for another.</summary>
    public static readonly ProblemKind HidingName = Error("EDGE2011", "Name that hides another",
        "Network '{0}': {1} '{2}' hides {3}: call it '{4}', or something else");

    /// <summary>All kinds, in order of their ids.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        NotPartial, UnsupportedClass, LanguageTooOld, FrameworkTooOld, MissingRuntime, NameTaken, UnsupportedConstructor, ForeignLayer,
        LayerWithoutNetwork, CompilerFault, HidingName,
    ];

    private static ProblemKind Error(string id, string title, string format) => new(id, ProblemSeverity.Error, title, format);

    private static ProblemKind Warning(string id, string title, string format) => new(id, ProblemSeverity.Warning, title, format);
}
