using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Data;
using EdgeNet.Training.Parameters;
using static System.FormattableString;

namespace EdgeNet.Training.Gradients;

/// <summary>Finds layers that have stopped learning: units that never fire, and weights whose gradient is 0.</summary>
internal sealed unsafe class DeadLayers(NetworkGradient network)
{
    private const int MostSamples = 4096;

    /// <summary>A layer with fewer silent units than this share does with the others.</summary>
    private const double Many = 0.5;

    private readonly GradientWorker _worker = new(network);

    /// <summary>Names the layers, a sentence each.</summary>
    /// <param name="parameters">The weights that are looked at.</param>
    /// <param name="images">Training samples, of which the first 4,096 are run.</param>
    /// <param name="gradient">The gradient of a batch at these weights.</param>
    public IReadOnlyList<string> Find(ParameterSet parameters, ImageSet images, ReadOnlySpan<float> gradient) =>
        [.. Silent(parameters, images), .. Unmoved(gradient)];

    /// <summary>Activations that let nothing below zero through, with half of their channels or more at zero on every sample.</summary>
    private List<string> Silent(ParameterSet parameters, ImageSet images)
    {
        (int Node, bool[] Fires)[] rectifiers =
        [
            .. Enumerable.Range(0, network.Layers.Length)
                .Where(i => network.Layers[i] is not null && network.Graph.Nodes[i].Layer is Activate { Function.Kind: Activation.ReLU or Activation.ReLU6 })
                .Select(i => (i, new bool[network.Graph.Nodes[i].Shape.Channels])),
        ];
        int samples = Math.Min(images.Count, MostSamples), length = images.ImageLength;
        float[] values = new float[length * Lanes.Count];
        network.Prepare(parameters.Pointer);
        for (int first = 0; first < samples && rectifiers.Length > 0; first += Lanes.Count)
        {
            int count = Math.Min(Lanes.Count, samples - first);
            for (int lane = 0; lane < count; lane++)
                images.Read(first + lane, values.AsSpan(lane * length, length));
            Lanes.WriteAll(values, _worker.Input);
            _worker.Forward(parameters.Pointer, training: false);
            foreach ((int node, bool[] fires) in rectifiers) Note(node, fires, count);
        }

        var found = new List<string>();
        foreach ((int node, bool[] fires) in rectifiers)
        {
            int silent = fires.Count(f => !f);
            if (silent == 0 || silent < Many * fires.Length) continue;
            found.Add(Invariant($"dead layer '{network.Graph.Nodes[node].Name}': {silent:N0} of its {fires.Length:N0} units never fire on {samples:N0} training samples; ")
                + "train with a lower rate or a warm-up, or with LeakyReLU in place of ReLU; or the layer is larger than it need be");
        }

        return found;
    }

    private void Note(int node, bool[] fires, int samples)
    {
        float* output = _worker.Output(node);
        int positions = network.Graph.Nodes[node].Shape.Length / fires.Length;
        for (int unit = 0; unit < fires.Length; unit++)
        {
            float* values = output + (long)unit * positions * Lanes.Count;
            for (int p = 0; p < positions && !fires[unit]; p++)
                fires[unit] = new ReadOnlySpan<float>(values + (long)p * Lanes.Count, samples).ContainsAnyExceptInRange(float.NegativeInfinity, 0);
        }
    }

    /// <summary>Weights whose gradient is 0 throughout, while others' is not.</summary>
    private List<string> Unmoved(ReadOnlySpan<float> gradient)
    {
        var unmoved = new List<string>();
        bool any = false;
        foreach (ParameterSlot slot in network.Parameters.Slots)
        {
            if (!network.IsTrained(slot)) continue;
            if (gradient.Slice(slot.Offset, slot.Length).ContainsAnyExcept(0f)) any = true;
            else if (slot.IsWeight) unmoved.Add(slot.Node);
        }

        // Where all is 0, the batch is learnt to the last bit.
        if (!any || unmoved.Count == 0) return [];
        string layers = string.Join(", ", unmoved.Select(n => $"'{n}'"));
        return [$"no gradient reaches {layers}: nothing is learnt there any more; look at the layers behind for units that never fire or saturate, and train with a lower rate"];
    }
}
