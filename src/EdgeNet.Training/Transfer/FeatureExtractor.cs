using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Transfer;

/// <summary>Computes what the frozen beginning of a network gives for samples, once, as its training would compute it.</summary>
internal sealed unsafe class FeatureExtractor : IDisposable
{
    private readonly NetworkGradient _network;
    private readonly ParameterSet _parameters;
    private readonly WorkerTeam _team;
    private readonly GradientWorker[] _workers;
    private readonly int _output;
    private readonly List<FeatureFile> _files = [];
    private long _budget;

    /// <param name="network">The frozen beginning.</param>
    /// <param name="weights">All weights of the network.</param>
    /// <param name="output">Its last node.</param>
    /// <param name="team">The threads.</param>
    /// <param name="budget">Bytes that may be kept in memory.</param>
    public FeatureExtractor(NetworkGradient network, IParameterSource weights, int output, WorkerTeam team, long budget)
    {
        _network = network;
        _output = output;
        _team = team;
        _budget = budget;
        _parameters = new ParameterSet(network.Parameters);
        _parameters.CopyFrom(weights);
        network.Prepare(_parameters.Pointer);
        _workers = [.. Enumerable.Range(0, team.Workers).Select(_ => new GradientWorker(network))];
    }

    /// <summary>Computes the outputs for samples as they are.</summary>
    /// <param name="images">The samples.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ImageSet Of(ImageSet images, CancellationToken cancellation) =>
        Taught(Compute(images.Count, (sample, _, input) => images.Read(sample, input), images.Labels.ToArray(), cancellation),
            images.Targets);

    /// <summary>Computes the outputs for samples as training takes them in an epoch: varied.</summary>
    /// <param name="samples">The samples, as training takes them.</param>
    /// <param name="train">The samples.</param>
    /// <param name="epochKey">The epoch's key.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ImageSet Of(TrainingSamples samples, ImageSet train, ulong epochKey, CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, train.Count)];
        using IDisposable? ahead = samples.Ahead(all);
        ImageSet outputs = Compute(
            train.Count, (sample, worker, input) => samples.Read(sample, SampleRandom.Mix(epochKey, (ulong)sample), worker, input),
            [.. all.Select(samples.Label)], cancellation);
        return Taught(outputs, train.Targets);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (FeatureFile file in _files) file.Dispose();
    }

    private static ImageSet Taught(ImageSet outputs, TargetSet? targets) => targets is null ? outputs : outputs.With(targets);

    private ImageSet Compute(int count, ReadSample read, int[] labels, CancellationToken cancellation)
    {
        var shape = _network.Graph.Nodes[_output].Shape;
        long bytes = (long)count * shape.Length * sizeof(float);
        bool isInMemory = bytes <= _budget && (long)count * shape.Length <= Array.MaxLength / 2;
        float[] values = isInMemory ? new float[(long)count * shape.Length] : [];
        FeatureFile? file = isInMemory ? null : new FeatureFile(Path.GetTempPath(), count, shape.Length);
        if (file is not null) _files.Add(file);
        else _budget -= bytes;
        int length = _network.InputShape.Length;
        float[][] inputs = [.. _workers.Select(_ => new float[length * Lanes.Count])];
        float[][] outputs = [.. _workers.Select(_ => new float[file is null ? 0 : shape.Length])];
        _team.Run((count + Lanes.Count - 1) / Lanes.Count, (group, worker) =>
        {
            cancellation.ThrowIfCancellationRequested();
            GradientWorker passes = _workers[worker];
            int first = group * Lanes.Count, samples = Math.Min(Lanes.Count, count - first);
            for (int lane = 0; lane < samples; lane++)
                read(first + lane, worker, inputs[worker].AsSpan(lane * length, length));
            Lanes.WriteAll(inputs[worker], passes.Input);
            passes.Forward(_parameters.Pointer, training: false);
            for (int lane = 0; lane < samples; lane++)
            {
                Span<float> output = file is null ? values.AsSpan((first + lane) * shape.Length, shape.Length) : outputs[worker];
                Lanes.Read(passes.Output(_output), lane, output);
                file?.Write(first + lane, output);
            }
        });
        int[] sizes = [.. shape.Dimensions];
        return file is null ? new ImageSet(sizes, values, labels) : new ImageSet(sizes, file, [.. Enumerable.Range(0, count)], labels);
    }

    private delegate void ReadSample(int sample, int worker, Span<float> input);
}
