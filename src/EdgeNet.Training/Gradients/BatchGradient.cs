using System.Numerics;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// The gradient of a mini-batch, spread over the cores. A batch is cut into a fixed number of shards, each with gradients of its own
/// that are added up in a fixed order: the result is the same to the last bit on any number of cores.
/// </summary>
internal sealed unsafe class BatchGradient
{
    /// <summary>Shards of a batch; more than most desktops have cores.</summary>
    private const int Shards = 16;

    /// <summary>Elements that a thread adds up at a time.</summary>
    private const int Chunk = 4096;

    private readonly NetworkGradient _network;
    private readonly LossFunction _loss;
    private readonly WorkerTeam _team;
    private readonly GradientWorker[] _workers;
    private readonly float[][] _samples;
    private readonly int[][] _labels;
    private readonly LaneMemory[] _gradients;
    private readonly double[] _losses = new double[Shards];
    private readonly int[] _correct = new int[Shards];
    private readonly LaneMemory _total;
    private readonly Action<int, int> _runShard;
    private readonly Action<int, int> _addUp;

    private ParameterSet? _parameters;
    private ISampleSource? _source;
    private ReadOnlyMemory<int> _batch;
    private ulong _epochKey;
    private int _shards;

    public BatchGradient(NetworkGradient network, LossFunction loss, WorkerTeam team)
    {
        _network = network;
        _loss = loss;
        _team = team;
        _workers = [.. Enumerable.Range(0, team.Workers).Select(_ => new GradientWorker(network))];
        _samples = [.. _workers.Select(_ => new float[network.Graph.InputShape.Length * Lanes.Count])];
        _labels = [.. _workers.Select(_ => new int[Lanes.Count])];
        _gradients = [.. Enumerable.Range(0, Shards).Select(_ => new LaneMemory(network.Parameters.Length))];
        _total = new LaneMemory(network.Parameters.Length);
        _runShard = RunShard;
        _addUp = AddUp;
    }

    /// <summary>The gradient of the last batch: of the mean loss.</summary>
    public Span<float> Gradient => _total.Span;

    /// <summary>Computes the gradient of a batch.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="source">The samples.</param>
    /// <param name="batch">The samples' numbers.</param>
    /// <param name="epochKey">The random key of this epoch.</param>
    /// <returns>The sum of the losses, and how many samples were right.</returns>
    public (double Loss, int Correct) Run(ParameterSet parameters, ISampleSource source, ReadOnlyMemory<int> batch, ulong epochKey)
    {
        _parameters = parameters;
        _source = source;
        _batch = batch;
        _epochKey = epochKey;
        int groups = (batch.Length + Lanes.Count - 1) / Lanes.Count;
        _shards = Math.Min(Shards, groups);
        _team.Run(_shards, _runShard);
        _team.Run((_total.Length + Chunk - 1) / Chunk, _addUp);

        double loss = 0;
        int correct = 0;
        for (int shard = 0; shard < _shards; shard++)
        {
            loss += _losses[shard];
            correct += _correct[shard];
        }

        return (loss, correct);
    }

    private void RunShard(int shard, int worker)
    {
        int groups = (_batch.Length + Lanes.Count - 1) / Lanes.Count;
        int first = (int)((long)groups * shard / _shards) * Lanes.Count;
        int end = Math.Min(_batch.Length, (int)((long)groups * (shard + 1) / _shards) * Lanes.Count);
        _losses[shard] = 0;
        _correct[shard] = 0;
        for (int at = first; at < end; at += Lanes.Count)
            RunGroup(shard, worker, _batch.Span[at..Math.Min(at + Lanes.Count, end)]);
    }

    private void RunGroup(int shard, int worker, ReadOnlySpan<int> group)
    {
        GradientWorker passes = _workers[worker];
        Span<float> samples = _samples[worker];
        int length = samples.Length / Lanes.Count;
        Span<int> labels = _labels[worker].AsSpan(0, group.Length);
        for (int lane = 0; lane < group.Length; lane++)
        {
            labels[lane] = _source!.Label(group[lane]);
            passes.Keys[lane] = SampleRandom.Mix(_epochKey, (ulong)group[lane]);
            _source.Read(group[lane], passes.Keys[lane], worker, samples.Slice(lane * length, length));
        }

        // Lanes without a sample run on what stood there before: they have no loss, so no gradient comes of them.
        Lanes.WriteAll(samples, passes.Input);
        float* parameters = _parameters!.Pointer;
        passes.Forward(parameters, training: true);
        _losses[shard] += _loss.Add(
            passes.Output(_loss.Node), labels, 1f / _batch.Length, passes.OutputGradient(_loss.Node), ref _correct[shard]);
        passes.Backward(_loss.Node, parameters, _gradients[shard].Pointer);
    }

    private void AddUp(int chunk, int worker)
    {
        int first = chunk * Chunk;
        int end = Math.Min(first + Chunk, _total.Length);
        // Every parameter starts on a cache line and is padded to one, so no vector hangs over.
        for (int i = first; i < end; i += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero;
            for (int shard = 0; shard < _shards; shard++)
            {
                sum += Lanes.Load(_gradients[shard].Pointer + i);
                Lanes.Store(_gradients[shard].Pointer + i, Vector<float>.Zero);
            }

            Lanes.Store(_total.Pointer + i, sum);
        }
    }
}
