using EdgeNet.Compiler.Graph;
using EdgeNet.Training.Data;
using EdgeNet.Training.Gradients;

namespace EdgeNet.Training.Tests.Gradients.PyTorch;

/// <summary>Samples in [0, 1), with classes, parts of classes, sequences of symbols and rows of targets.</summary>
internal sealed class RandomBatch : IMixedLabelSource, ISequenceSource, ITargetSource
{
    private readonly int _classes;
    private readonly bool _isMixed;
    private readonly byte[][] _targets;

    public RandomBatch(NetworkGraph graph, int samples, bool isMixed)
    {
        _classes = graph.OutputShape.Channels;
        _isMixed = isMixed;
        var random = new SampleRandom(11);
        Inputs = new float[samples][];
        _targets = new byte[samples][];
        for (int i = 0; i < samples; i++)
        {
            Inputs[i] = new float[graph.InputShape.Length];
            foreach (ref float value in Inputs[i].AsSpan()) value = random.NextSingle();
            // Equal neighbors among them, which need a blank between.
            _targets[i] = [.. Enumerable.Range(0, 1 + i % 6).Select(s => (byte)((i + s / 2) % (_classes - 1)))];
        }
    }

    public float[][] Inputs { get; }

    /// <summary>Targets, where a loss wants some.</summary>
    public TargetSet Targets { get; set; } = new(TargetKind.Numbers, ["none"], []);

    public void Read(int sample, ulong key, int worker, Span<float> input) => Inputs[sample].CopyTo(input);

    public int Label(int sample) => sample * 7 % _classes;

    public LabelMix Mix(int sample) => _isMixed ? new((sample * 3 + 1) % _classes, 0.25f + sample % 3 * 0.25f) : new(Label(sample), 1);

    public ReadOnlySpan<byte> Target(int sample) => _targets[sample];
}
