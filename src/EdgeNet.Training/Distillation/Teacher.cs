using System.Runtime.InteropServices;
using System.Security.Cryptography;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Distillation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>A trained network whose answers another one learns: <see cref="DistillationOptions"/>.</summary>
public sealed class Teacher
{
    private readonly WeightsMetadata _metadata;

    /// <summary>Takes a network and its weights, which are copied.</summary>
    /// <param name="graph">The network as <see cref="GraphBuilder"/> builds it; of several outputs the first counts.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="metadata">What their file tells of classes and preparation, which then are compared; null for nothing.</param>
    /// <exception cref="TrainingException">The trainer cannot run the network, or its output is not one value a class.</exception>
    /// <exception cref="WeightsException">The weights are not those of the network.</exception>
    public Teacher(NetworkGraph graph, IParameterSource weights, WeightsMetadata? metadata = null)
    {
        _metadata = metadata ?? new WeightsMetadata();
        Network = new NetworkGradient(graph, wantsGradients: false);
        Weights = new ParameterSet(Network.Parameters);
        Weights.CopyFrom(weights);
        Node = Network.IndexOf(Logits(graph));
        unsafe
        {
            Network.Prepare(Weights.Pointer);
        }
    }

    /// <summary>The network's name.</summary>
    public string Name => Network.Graph.Name;

    /// <summary>The network, without memory for gradients, prepared for <see cref="Weights"/>.</summary>
    internal NetworkGradient Network { get; }

    /// <summary>The weights.</summary>
    internal ParameterSet Weights { get; }

    /// <summary>The node whose output is the logits.</summary>
    internal int Node { get; }

    /// <summary>Classes.</summary>
    internal int Classes => Network.Graph.OutputShape.Length;

    /// <summary>Tells the teacher from others.</summary>
    internal byte[] Checksum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(Fingerprint.Of(Network.Graph)));
        hash.AppendData(MemoryMarshal.AsBytes(Weights.Values));
        return hash.GetHashAndReset();
    }

    /// <summary>Checks that a network can learn from this one.</summary>
    /// <param name="student">The network.</param>
    /// <exception cref="TrainingException">Inputs or classes are others.</exception>
    internal void Check(NetworkGraph student)
    {
        TensorShape expected = student.InputShape, found = Network.Graph.InputShape;
        if (!expected.Dimensions.SequenceEqual(found.Dimensions))
            throw new TrainingException($"Teacher '{Name}': expected an input of {expected}, which '{student.Name}' has, found {found}.");
        if (Classes != student.OutputShape.Length)
            throw new TrainingException(Invariant(
                $"Teacher '{Name}': expected {student.OutputShape.Length} classes, which '{student.Name}' has, found {Classes}."));
    }

    /// <summary>Checks that samples are prepared as those that the teacher learnt from, and their classes numbered alike.</summary>
    /// <param name="data">The samples.</param>
    /// <exception cref="TrainingException">They are not.</exception>
    internal void Check(Dataset data)
    {
        if (_metadata.Preparation is { } expected && data.Preparation is { } found
            && PreparationDifference.Between(expected, found) is { } difference)
            throw new TrainingException(
                $"Teacher '{Name}': its inputs are prepared in another way than the samples of {data.Name}: {difference}.");
        for (int c = 0; c < Math.Min(_metadata.Classes.Count, data.Classes.Count); c++)
        {
            // Metadata cuts long names off.
            string name = _metadata.Classes[c], own = data.Classes[c];
            bool isSame = name.Length == WeightsMetadata.MaxNameLength ? own.StartsWith(name, StringComparison.Ordinal) : own == name;
            if (!isSame)
                throw new TrainingException(Invariant(
                    $"Teacher '{Name}': expected class {c} to be '{Safety.PlainText.Shorten(_metadata.Classes[c], 40)}', found ")
                    + $"'{Safety.PlainText.Shorten(data.Classes[c], 40)}' in {data.Name}.");
        }
    }

    /// <summary>The node of the logits: the output, or what its softmax takes; the logarithm of a softmax is logits too.</summary>
    private static string Logits(NetworkGraph graph)
    {
        Node output = graph[graph.Outputs[0]];
        if (output.Shape.Dimensions.Count(d => d > 1) > 1)
            throw new TrainingException(
                $"Teacher '{graph.Name}': expected one output a class, found {output.Shape} of '{output.Name}'.");
        Node last = output;
        // What only shapes probabilities anew leaves them in their order.
        while (last.Layer is Flatten or Reshape) last = graph[last.Inputs[0]];
        if (last.Layer is Softmax softmax && last.Shape[softmax.Axis] == output.Shape.Length) return last.Inputs[0];
        return last.Layer is Activate { Function.Kind: Activation.Sigmoid }
            ? throw new TrainingException($"Teacher '{graph.Name}': expected an output of softmax or of logits, found a sigmoid, '{last.Name}'.")
            : output.Name;
    }
}
