using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>Whether the targets of a data set, the loss and the network go together.</summary>
internal static class TargetChecks
{
    /// <summary>Refuses what does not.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="data">The data set, which has targets.</param>
    /// <param name="targets">Those of its training part.</param>
    /// <param name="options">How it is to be trained.</param>
    /// <exception cref="TrainingException">They do not go together.</exception>
    public static void Check(NetworkGraph graph, Dataset data, TargetSet targets, TrainingOptions options)
    {
        bool areNumbers = targets.Kind == TargetKind.Numbers;
        string what = areNumbers ? "numbers" : "any number of classes a sample";
        LossKind loss = areNumbers ? LossKind.MeanSquaredError : LossKind.BinaryCrossEntropy;
        if (options.Loss != loss)
            throw new TrainingException(
                $"{data.Name}: {what} to learn expect the {(areNumbers ? "squared" : "binary")} loss, found {Name(options.Loss)}.");
        Node output = graph[graph.Outputs[0]];
        if (output.Shape.Length != targets.Names.Count)
            throw new TrainingException(Invariant(
                $"Network '{graph.Name}' has {output.Shape.Length} outputs, but {data.Name} has {targets.Names.Count} ")
                + $"{(areNumbers ? "numbers" : "classes")} to learn, an output each.");
        if (!areNumbers && output.Layer is Activate { Function.Kind: not Activation.Sigmoid } activate)
            throw new TrainingException(
                $"Network '{graph.Name}': the binary loss expects a sigmoid or nothing after the last layer, "
                + $"found {activate.Function.Kind} '{output.Name}'.");
        Refuse(options.Focus > 0, "a focus", "0");
        Refuse(options.Balance, "balanced classes", "none");
        Refuse(options.Distillation is not null, "a teacher", "none");
        Refuse(options.ScaleSmoothing is not null, "smoothing along a scale", "none");
        Refuse(options.Clutter is not null, "clutter", "none");
        Refuse(options.Augmentation is { Mixes: true }, "mixing samples", "none");

        void Refuse(bool isGiven, string option, string expected)
        {
            if (!isGiven) return;
            throw new TrainingException(
                $"{data.Name}: {option} is for classes of which a sample has one: expected {expected} with {what} to learn.");
        }
    }

    /// <summary>A loss as messages call it.</summary>
    public static string Name(LossKind loss) => loss switch
    {
        LossKind.CrossEntropy => "cross-entropy",
        LossKind.MeanSquaredError => "the squared one",
        _ => "the binary one",
    };
}
