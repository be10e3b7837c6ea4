using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Evaluation;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.SelfOrganization;

/// <summary>
/// Learns a neocognitron stage after stage, without back-propagation. Where a picture excites inhibitory cells and all S cells are silent,
/// the most excited place becomes a seed cell: its feature is that of a new plane ("add if silent", K. Fukushima, "Artificial vision by
/// multi-layered neural networks: neocognitron and its advances", Neural Networks 37, 2013). The last stage is told the classes: of S cells
/// the one with the largest answer wins; a winner of the right class takes the picture into its feature, and of the wrong class a new plane
/// is made of the picture (K. Fukushima, "Neocognitron for handwritten digit recognition", Neurocomputing 51, 2003).
/// </summary>
public sealed class NeocognitronLearner
{
    private const string Expected =
        "expected two or more stages of S cells, each of layers NAME_excitatory, NAME_inhibitory, NAME_shunting and NAME (a Mul by r)";

    private readonly NetworkGraph _graph;
    private readonly NeocognitronOptions _options;
    private readonly IReadOnlyList<SCellStage> _stages;
    private readonly ParameterSet _parameters;
    private readonly int _classes;

    /// <summary>Learns a network.</summary>
    /// <param name="graph">The network: stages of S cells, between them C cells, the last one of a cell for each picture.</param>
    /// <param name="options">How it learns.</param>
    /// <exception cref="TrainingException">The network is built otherwise.</exception>
    public NeocognitronLearner(NetworkGraph graph, NeocognitronOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        (_graph, _options) = (graph, options);
        _stages = SCellStage.Find(graph);
        _classes = graph.OutputShape.Length;
        if (_stages.Count < 2) throw new TrainingException($"{graph.Name}: {Expected}, found {_stages.Count}.");
        SCellStage last = _stages[^1];
        if (last.Rows * last.Columns != 1 || last.Planes % _classes != 0)
            throw new TrainingException(
                $"{graph.Name}: expected a last stage of one cell a plane and as many planes for each class, "
                + $"found {last.Rows}×{last.Columns} cells and {last.Planes} planes.");
        _parameters = new ParameterSet(new ParameterLayout(graph));
    }

    /// <summary>Learns.</summary>
    /// <param name="samples">The pictures, with their classes, which the last stage alone is told.</param>
    /// <param name="tell">Takes a line after each stage.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The network's parameters.</returns>
    /// <exception cref="TrainingException">The pictures have another size or more classes, or there are none.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IParameterSource Learn(ImageSet samples, Action<string> tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(tell);
        if (samples.Count == 0 || samples.ImageLength != _graph.InputLength)
            throw new TrainingException(FormattableString.Invariant(
                $"{_graph.Name}: expected pictures of {_graph.InputLength} pixels, found {samples.Count} of {samples.ImageLength}."));
        foreach (int label in samples.Labels)
            if (label >= _classes)
                throw new TrainingException(
                    FormattableString.Invariant($"{_graph.Name}: expected classes below {_classes}, found {label}."));
        Blur();
        foreach (SCellStage stage in _stages)
        {
            float[][] inputs = Run(stage.Input, samples, cancellation);
            int seen = stage == _stages[^1]
                ? LearnClasses(stage, inputs, samples.Labels, cancellation) : LearnFeatures(stage, inputs, cancellation);
            stage.Write(_parameters);
            tell(FormattableString.Invariant($"{stage.Name}: {stage.Count} of {stage.Planes} planes from {seen} presentations"));
        }

        return _parameters;
    }

    /// <summary>C cells take the answers around them, those in the middle most; they learn nothing.</summary>
    private void Blur()
    {
        foreach (Node node in _graph.Nodes)
        {
            if (node.Layer is not Conv { Groups: > 1, Window.Rank: 2 } conv || conv.Window.Kernel[0] != conv.Window.Kernel[1]) continue;
            float[] weights = SCellStage.Gaussian(conv.Window.Kernel[0]);
            Span<float> all = _parameters.Slot(node.Name + ".weight");
            for (int i = 0; i < all.Length; i++) all[i] = BlurGain * weights[i % weights.Length];
        }
    }

    /// <summary>Single answers excite a C cell to about the half of its bound.</summary>
    private const float BlurGain = 4;

    private float[][] Run(string node, ImageSet samples, CancellationToken cancellation)
    {
        float[][] outputs = new float[samples.Count][];
        if (_graph[node].Layer is Input)
        {
            for (int i = 0; i < outputs.Length; i++) samples.Read(i, outputs[i] = new float[samples.ImageLength]);
            return outputs;
        }

        var part = new NetworkGraph(_graph.Name, _graph.Nodes.TakeWhile(n => n.Name != node).Append(_graph[node]), [node]);
        var gradient = new NetworkGradient(part);
        var parameters = new ParameterSet(gradient.Parameters);
        parameters.CopyFrom(_parameters);
        using var team = new WorkerTeam(Environment.ProcessorCount);
        new ForwardAnswers(gradient, team).Run(parameters, samples, (i, answer) => outputs[i] = answer.ToArray(), cancellation);
        return outputs;
    }

    /// <summary>Makes a plane of each place that no plane answers to, until there are no more planes.</summary>
    private int LearnFeatures(SCellStage stage, float[][] inputs, CancellationToken cancellation)
    {
        float[] patch = new float[stage.PatchLength], best = new float[stage.PatchLength];
        int seen = 0;
        foreach (int sample in Order(inputs.Length, 0))
        {
            cancellation.ThrowIfCancellationRequested();
            seen++;
            for (int seed = 0; seed < _options.SeedsOfPicture; seed++)
            {
                float strongest = _options.LeastInhibition;
                bool isFound = false;
                for (int cell = 0; cell < stage.Rows * stage.Columns; cell++)
                {
                    stage.Look(inputs[sample], cell / stage.Columns, cell % stage.Columns, patch);
                    float inhibition = stage.Inhibition(patch);
                    if (inhibition <= strongest || !IsSilent(stage, patch, inhibition)) continue;
                    (strongest, isFound) = (inhibition, true);
                    patch.CopyTo(best, 0);
                }

                if (!isFound) break;
                stage.Learn(stage.Count, best, _options.Amplification);
                if (stage.Count == stage.Planes) return seen;
            }
        }

        return seen;
    }

    private static bool IsSilent(SCellStage stage, float[] patch, float inhibition)
    {
        for (int plane = 0; plane < stage.Count; plane++)
            if (stage.Answer(plane, patch, inhibition) > 0) return false;
        return true;
    }

    /// <summary>Makes planes of pictures that the winner is wrong about, and lets winners that are right take pictures in.</summary>
    private int LearnClasses(SCellStage stage, float[][] inputs, ReadOnlySpan<int> labels, CancellationToken cancellation)
    {
        int ofClass = stage.Planes / _classes, seen = 0;
        int[] counts = new int[_classes];
        float[][] sums = new float[stage.Planes][];
        float[] patch = new float[stage.PatchLength];
        for (int pass = 0; pass < _options.Passes; pass++)
        {
            foreach (int sample in Order(inputs.Length, pass + 1))
            {
                cancellation.ThrowIfCancellationRequested();
                stage.Look(inputs[sample], 0, 0, patch);
                float inhibition = stage.Inhibition(patch);
                if (inhibition == 0) continue;
                seen++;
                int winner = -1, label = labels[sample];
                float largest = 0;
                for (int plane = 0; plane < stage.Planes; plane++)
                {
                    if (stage.Weights[plane] is null) continue;
                    float answer = stage.Answer(plane, patch, inhibition);
                    if (answer > largest) (winner, largest) = (plane, answer);
                }

                if (winner < 0 || winner / ofClass != label)
                {
                    if (counts[label] == ofClass) continue;
                    winner = label * ofClass + counts[label]++;
                    sums[winner] = new float[patch.Length];
                }

                for (int i = 0; i < patch.Length; i++) sums[winner][i] += patch[i] / inhibition;
                stage.Learn(winner, sums[winner], _options.Amplification);
            }
        }

        return seen;
    }

    private int[] Order(int count, int pass)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        new SampleRandom((ulong)(uint)_options.Seed, (ulong)pass).Shuffle(order);
        return order;
    }
}
