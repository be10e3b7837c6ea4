using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using EdgeNet.Training.Robustness.Attacks;
using EdgeNet.Training.Threading;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// The gradient of a mini-batch, spread over the cores. A batch is cut into a fixed number of shards, each with gradients of its own
/// that are added up in a fixed order: the result is the same to the last bit on any number of cores. A network with layers that look
/// at the whole batch runs segment by segment, every group up to such a layer before any goes on; each group then has memory of its own.
/// </summary>
internal sealed unsafe class BatchGradient
{
    /// <summary>Shards of a batch; more than most desktops have cores.</summary>
    private const int Shards = 16;

    /// <summary>Elements that a thread adds up at a time.</summary>
    private const int Chunk = 4096;

    private readonly NetworkGradient _network;
    private readonly IBatchLoss _loss;
    private readonly WorkerTeam _team;

    /// <summary>A member a thread, or a group of the batch where groups wait for each other.</summary>
    private readonly List<GradientWorker> _workers = [];
    private readonly BatchTotals _totals;
    private readonly float[][] _samples;
    private readonly LaneMemory[] _gradients;
    private readonly LaneMemory[] _workspaces;
    private readonly double[] _losses = new double[Shards];
    private readonly int[] _correct = new int[Shards];
    private readonly LaneMemory _total;
    private readonly Action<int, int> _runShard;
    private readonly Action<int, int> _addUp;
    private readonly Action<int, int> _prepare;

    private ParameterSet? _parameters;
    private ISampleSource? _source;
    private ReadOnlyMemory<int> _batch;
    private ulong _epochKey;
    private int _groups;
    private int _shards;
    private int _phase;

    public BatchGradient(NetworkGradient network, IBatchLoss loss, WorkerTeam team)
    {
        _network = network;
        _loss = loss;
        _team = team;
        _totals = new BatchTotals(network);
        _samples = [.. Enumerable.Range(0, team.Workers).Select(_ => new float[network.InputShape.Length * Lanes.Count])];
        _workspaces = [.. Enumerable.Range(0, team.Workers).Select(_ => new LaneMemory(network.WorkspaceLength))];
        _gradients = [.. Enumerable.Range(0, Shards).Select(_ => new LaneMemory(network.Parameters.Length))];
        _total = new LaneMemory(network.Parameters.Length);
        _runShard = RunShard;
        _addUp = AddUp;
        _prepare = Prepare;
    }

    /// <summary>The gradient of the last batch: of the mean loss.</summary>
    public Span<float> Gradient => _total.Span;

    /// <summary>Changes samples before they are learnt from; null for samples as they are.</summary>
    public AdversarialInputs? Adversarial { get; init; }

    /// <summary>The loss.</summary>
    public IBatchLoss Loss => _loss;

    private bool InStep => _network.BatchLayers.Length > 0;

    /// <summary>Computes the gradient of a batch.</summary>
    /// <param name="parameters">The parameters; running statistics among them take in the batch's.</param>
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
        _groups = (batch.Length + Lanes.Count - 1) / Lanes.Count;
        _shards = Math.Min(Shards, _groups);
        int members = InStep ? _groups : _team.Workers;
        while (_workers.Count < members) _workers.Add(new GradientWorker(_network, _totals, _loss.Node));
        Array.Clear(_losses);
        Array.Clear(_correct);
        _team.Run(_network.Layers.Length, _prepare);
        RunPhases();
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

    /// <summary>Every segment forward, and every segment backward; the last forward one, the loss and the first backward one are one phase.</summary>
    private void RunPhases()
    {
        int layers = _network.BatchLayers.Length;
        ReadOnlySpan<GradientWorker> groups = CollectionsMarshal.AsSpan(_workers)[..(InStep ? _groups : 0)];
        for (_phase = 0; _phase <= 2 * layers; _phase++)
        {
            _team.Run(_shards, _runShard);
            if (_phase < layers) _totals.Join(_phase, groups);
            else if (_phase < 2 * layers) _totals.JoinGradients(2 * layers - 1 - _phase, groups);
        }

        _totals.Record(_parameters!.Pointer);
    }

    private void RunShard(int shard, int worker)
    {
        int first = (int)((long)_groups * shard / _shards);
        int end = (int)((long)_groups * (shard + 1) / _shards);
        for (int group = first; group < end; group++)
            RunGroup(shard, worker, group);
    }

    private void RunGroup(int shard, int worker, int group)
    {
        GradientWorker passes = _workers[InStep ? group : worker];
        passes.Workspace = _workspaces[worker];
        ReadOnlySpan<int> samples = _batch.Span[(group * Lanes.Count)..Math.Min((group + 1) * Lanes.Count, _batch.Length)];
        float* parameters = _parameters!.Pointer;
        int layers = _network.BatchLayers.Length;
        if (_phase == 0) Read(passes, worker, samples);
        if (_phase <= layers) passes.Forward(_phase, parameters, training: true);
        if (_phase == layers) AddLoss(passes, shard, worker, samples);
        if (_phase >= layers) passes.Backward(2 * layers - _phase, _loss.Node, parameters, _gradients[shard].Pointer);
    }

    private void Read(GradientWorker passes, int worker, ReadOnlySpan<int> group)
    {
        Span<float> samples = _samples[worker];
        int length = samples.Length / Lanes.Count;
        passes.Samples = group.Length;
        for (int lane = 0; lane < group.Length; lane++)
        {
            passes.Keys[lane] = SampleRandom.Mix(_epochKey, (ulong)group[lane]);
            _source!.Read(group[lane], passes.Keys[lane], worker, samples.Slice(lane * length, length));
        }

        // Lanes without a sample run on what stood there before: they have no loss, so no gradient comes of them.
        Lanes.WriteAll(samples, passes.Input);
        Adversarial?.Change(passes, _parameters!, _source!, group, worker);
    }

    private void AddLoss(GradientWorker passes, int shard, int worker, ReadOnlySpan<int> group)
    {
        _loss.Look(passes.Input, group.Length, worker);
        (double loss, int correct) = _loss.Add(
            passes.Output(_loss.Node), passes.OutputGradient(_loss.Node), _source!, group, worker, 1f / _batch.Length);
        _losses[shard] += loss;
        _correct[shard] += correct;
    }

    private void Prepare(int layer, int worker)
    {
        _network.Prepare(layer, _parameters!.Pointer);
        Adversarial?.Prepare(layer, _parameters!.Pointer);
    }

    private void AddUp(int chunk, int worker)
    {
        int first = chunk * Chunk;
        int end = Math.Min(first + Chunk, _total.Length);
        // Every parameter starts on a cache line and is padded to one, so no vector hangs over.
        for (int i = first; i < end; i += Vector256<float>.Count)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int shard = 0; shard < _shards; shard++)
            {
                sum += Lanes.Load(_gradients[shard].Pointer + i);
                Lanes.Store(_gradients[shard].Pointer + i, Vector256<float>.Zero);
            }

            Lanes.Store(_total.Pointer + i, sum);
        }
    }
}
