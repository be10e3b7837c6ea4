namespace EdgeNet.Compiler.Problems;

/// <summary>Every problem that a description can have. Ids are never reused; a retired one stays here as a comment.</summary>
public static class ProblemRegistry
{
    /// <summary>The input shape has no axes, too many, or one below 1.</summary>
    public static readonly ProblemKind InvalidInputShape = Error("EDGE1001", "Invalid input shape",
        "The input shape needs 1 to 8 sizes of 1 or more (channels first, without the batch axis), but it is {0}");

    /// <summary>There is nothing to compute.</summary>
    public static readonly ProblemKind NoLayers = Error("EDGE1002", "Network without layers",
        "Network '{0}' has no layers: add layer attributes below [Network]");

    /// <summary>The description names a kind that does not exist.</summary>
    public static readonly ProblemKind UnknownLayer = Error("EDGE1003", "Unknown layer kind",
        "There is no layer kind '{0}'; known kinds are {1}");

    /// <summary>A layer needs an input of another rank.</summary>
    public static readonly ProblemKind WrongRank = Error("EDGE1004", "Input of the wrong rank",
        "{0} needs {1}, but {2} gives {3}{4}");

    /// <summary>A window does not fit into its padded input.</summary>
    public static readonly ProblemKind WindowTooLarge = Error("EDGE1005", "Window larger than its input",
        "{0} has a window of {1} (kernel {2}, dilation {3}), but {4} gives {5}{6}");

    /// <summary>A number lies outside its range.</summary>
    public static readonly ProblemKind ArgumentOutOfRange = Error("EDGE1006", "Argument out of range",
        "{0} needs {1} to be {2}, but it is {3}");

    /// <summary>A list has the wrong number of values.</summary>
    public static readonly ProblemKind WrongCount = Error("EDGE1007", "Wrong number of values",
        "{0} needs {1} values for {2}, but there are {3}");

    /// <summary>Channels or filters cannot be split into the groups.</summary>
    public static readonly ProblemKind GroupsDoNotDivide = Error("EDGE1008", "Groups do not divide the channels",
        "{0} splits {1} into {2} groups, but {1} is not a multiple of {2}");

    /// <summary>From names a layer that does not stand above.</summary>
    public static readonly ProblemKind UnknownSource = Error("EDGE1009", "Unknown layer in From",
        "{0} takes its input from '{1}', but no layer above has that name; above are {2}");

    /// <summary>Two layers have one name.</summary>
    public static readonly ProblemKind DuplicateName = Error("EDGE1010", "Duplicate layer name",
        "The name '{0}' is taken by {1}; names are unique within a network");

    /// <summary>A name cannot stand in a parameter's name.</summary>
    public static readonly ProblemKind InvalidName = Error("EDGE1011", "Invalid layer name",
        "The name '{0}' needs to be letters a to z, digits, '_' or '-' and to start with a letter or '_': call it '{1}'");

    /// <summary>An argument is missing or not one of the layer's.</summary>
    public static readonly ProblemKind InvalidArgument = Error("EDGE1012", "Invalid argument",
        "{0} {1}");

    /// <summary>A padding is as large as the pooling window.</summary>
    public static readonly ProblemKind PaddingTooLarge = Error("EDGE1013", "Padding larger than the pooling window",
        "{0} pads {1} elements, but its window is {2}: a window would see nothing but padding");

    /// <summary>A tensor or parameter has more elements than an array can hold.</summary>
    public static readonly ProblemKind TooLarge = Error("EDGE1014", "Tensor too large",
        "{0} needs {1} of {2} = {3} elements; the limit is {4}");

    /// <summary>A layer's output goes nowhere.</summary>
    public static readonly ProblemKind UnusedLayer = Warning("EDGE1015", "Unused layer",
        "Nothing takes the output of {0}: it is neither the last layer nor named by a From, so no code is generated for it");

    /// <summary>Full unrolling would write more code than compilers can take.</summary>
    public static readonly ProblemKind TooLargeToUnroll = Error("EDGE1016", "Too large to unroll fully",
        "Unroll.Full would write {0} taps of straight-line code for {1}; the limit is {2}: leave Unroll out, and as much is unrolled as pays");

    /// <summary>Shapes that a layer joins are not broadcast to one another.</summary>
    public static readonly ProblemKind ShapesDoNotMatch = Error("EDGE1017", "Shapes do not match",
        "{0} cannot join {1} and {2}: {3}");

    /// <summary>Outputs names a layer that does not exist.</summary>
    public static readonly ProblemKind UnknownOutput = Error("EDGE1018", "Unknown layer in Outputs",
        "Network '{0}' has the output '{1}', but no layer has that name; there are {2}");

    /// <summary>An argument of an activation that has no use for it.</summary>
    public static readonly ProblemKind UnusedArgument = Warning("EDGE1019", "Argument without effect",
        "{0} has {1}, but the activation {2} takes none: leave it out, or choose {3}");

    /// <summary>An input whose axes look as if the channels stood last.</summary>
    public static readonly ProblemKind ChannelsLast = Warning("EDGE1020", "Input shape that looks channels last",
        "The input shape ({0}) has {1} channels for {2}, as channels come first; if the last axis is meant, it is ({3}), and pixels lie channel by channel");

    /// <summary>All kinds, in order of their ids.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        InvalidInputShape, NoLayers, UnknownLayer, WrongRank, WindowTooLarge, ArgumentOutOfRange, WrongCount, GroupsDoNotDivide,
        UnknownSource, DuplicateName, InvalidName, InvalidArgument, PaddingTooLarge, TooLarge, UnusedLayer, TooLargeToUnroll,
        ShapesDoNotMatch, UnknownOutput, UnusedArgument, ChannelsLast,
    ];

    private static ProblemKind Error(string id, string title, string format) => new(id, ProblemSeverity.Error, title, format);

    private static ProblemKind Warning(string id, string title, string format) => new(id, ProblemSeverity.Warning, title, format);
}
