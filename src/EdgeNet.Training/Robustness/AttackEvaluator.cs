using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Robustness.Attacks;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Robustness;

/// <summary>
/// Attacks a trained network's samples on several cores, through the trainer's own passes, which have gradients. The same seed gives the
/// same outcome on any number of cores.
/// </summary>
public sealed class AttackEvaluator : IDisposable
{
    private readonly ImageSet _images;
    private readonly NetworkGradient _network;
    private readonly WorkerTeam _team;
    private readonly AttackWorker[] _workers;

    /// <summary>Prepares a network and its samples.</summary>
    /// <param name="graph">The network as <see cref="GraphBuilder"/> builds it, before any optimization pass; it answers a class a
    /// sample.</param>
    /// <param name="parameters">Its weights.</param>
    /// <param name="images">The samples, in its input shape.</param>
    /// <param name="threads">Threads; 0 for one a core.</param>
    /// <exception cref="TrainingException">
    /// A layer has no gradient, the samples do not fit, or they have other targets than classes.
    /// </exception>
    /// <exception cref="WeightsException">The weights are not those of the network.</exception>
    public AttackEvaluator(NetworkGraph graph, IParameterSource parameters, ImageSet images, int threads = 0)
    {
        if (images.Targets is not null)
            throw new TrainingException($"Network '{graph.Name}': an attack needs samples of which each has one class.");
        if (images.ImageLength != graph.InputShape.Length)
            throw new TrainingException(
                $"Network '{graph.Name}' expects inputs of {graph.InputShape}, the samples are {string.Join("×", images.Shape)}.");
        _images = images;
        _network = InputGradientNetwork.Create(graph);
        var loss = new LossFunction(LossKind.CrossEntropy, _network, smoothing: 0);
        if (images.Labels.ToArray().Max() >= loss.Classes)
            throw new TrainingException($"Network '{graph.Name}' has {loss.Classes} outputs, fewer than the samples have classes.");
        var weights = new ParameterSet(_network.Parameters);
        weights.CopyFrom(parameters);
        PrepareLayers(weights);
        _team = new WorkerTeam(threads > 0 ? threads : Environment.ProcessorCount);
        _workers = [.. Enumerable.Range(0, _team.Workers).Select(_ => new AttackWorker(_network, loss, weights, images))];
    }

    /// <summary>Attacks samples.</summary>
    /// <param name="attack">The attack.</param>
    /// <param name="epsilon">The largest change of a value, 0 or more, in units of a picture's range; of numbers, of the network's
    /// input.</param>
    /// <param name="seed">What is drawn from.</param>
    /// <param name="onExample">Called, on any thread, with each sample that was fooled; null for nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="TrainingException">An option of the attack, or ε, is out of its range.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public AttackResult Run(
        Attack attack, float epsilon, int seed, Action<AdversarialExample>? onExample = null, CancellationToken cancellation = default)
    {
        attack.Check();
        if (!(epsilon >= 0 && float.IsFinite(epsilon)))
            throw new TrainingException(FormattableString.Invariant($"Epsilon: expected 0 or more, found {epsilon}."));
        bool[] fooled = new bool[_images.Count];
        PerturbationBall ball = PerturbationBall.Of(_images, epsilon);
        int last = -1;
        _team.Run(_workers.Length, (_, worker) => _workers[worker].Run(attack, ball, seed, Next, Note, cancellation));
        return new AttackResult(attack, epsilon, fooled);

        int Next() => Interlocked.Increment(ref last) is var sample && sample < _images.Count ? sample : -1;

        void Note(int sample, float[] candidate)
        {
            fooled[sample] = true;
            if (onExample is null) return;
            float[] clean = new float[_images.ImageLength];
            _images.Read(sample, clean);
            onExample(new AdversarialExample(sample, clean, [.. candidate]));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _team.Dispose();

    private unsafe void PrepareLayers(ParameterSet weights) => _network.Prepare(weights.Pointer);
}
