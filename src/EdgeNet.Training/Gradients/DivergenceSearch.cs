using EdgeNet.Training.Losses;
using EdgeNet.Training.Parameters;
using static System.FormattableString;

namespace EdgeNet.Training.Gradients;

/// <summary>
/// Finds the layer in which numbers cease to be finite: runs a batch again, layer by layer. Slow, and needed once.
/// </summary>
internal sealed unsafe class DivergenceSearch(NetworkGradient network, IBatchLoss loss)
{
    private readonly BatchTotals _totals = new(network);

    /// <summary>Finds the layer.</summary>
    /// <param name="parameters">The parameters, which are not changed.</param>
    /// <param name="source">The samples.</param>
    /// <param name="batch">The batch whose loss is no number.</param>
    /// <param name="epochKey">The random key of its epoch.</param>
    /// <returns>A sentence that names it.</returns>
    public string Find(ParameterSet parameters, ISampleSource source, ReadOnlyMemory<int> batch, ulong epochKey)
    {
        // A gradient that is not finite spoils its layer and those below it in one step: the last layer that is spoiled is where it began.
        if (parameters.Layout.Slots.LastOrDefault(s => !AreFinite(parameters.Values.Slice(s.Offset, s.Length))) is { } slot)
            return $"It began in layer '{slot.Node}': its {slot.Role} has grown past all numbers in the step before.";
        network.Prepare(parameters.Pointer);
        var gradients = new LaneMemory(network.Parameters.Length);
        int groups = (batch.Length + Lanes.Count - 1) / Lanes.Count;
        // Only where layers look at the whole batch must all groups be in memory at once, as they are in training.
        int together = network.BatchLayers.Length > 0 ? groups : 1;
        GradientWorker[] workers = [.. Enumerable.Range(0, together).Select(_ => new GradientWorker(network, _totals))];
        for (int first = 0; first < groups; first += together)
        {
            ReadOnlyMemory<int> part = batch[(first * Lanes.Count)..Math.Min((first + together) * Lanes.Count, batch.Length)];
            if (Run(workers, parameters, source, part, epochKey, gradients) is { } found) return found;
        }

        ParameterSlot? spoiled = network.Parameters.Slots.LastOrDefault(s => !AreFinite(gradients.Span.Slice(s.Offset, s.Length)));
        return spoiled is null
            ? "No layer's values or gradients are out of bounds when the batch is run again."
            : $"It began in layer '{spoiled.Node}': the gradient of its {spoiled.Role} is no finite number.";
    }

    /// <returns>What is not finite forward; null where that is nothing, and gradients are added up.</returns>
    private string? Run(
        GradientWorker[] workers, ParameterSet parameters, ISampleSource source, ReadOnlyMemory<int> samples, ulong epochKey, LaneMemory gradients)
    {
        for (int g = 0; g < workers.Length; g++)
        {
            if (Read(workers[g], source, Samples(samples, g), epochKey) is { } sample)
                return Invariant($"It began in the data: sample {sample} of the training part has a value that is no finite number.");
        }

        if (Forward(workers, parameters) is { } layer) return layer;
        for (int g = 0; g < workers.Length; g++)
        {
            loss.Look(workers[g].Input, workers[g].Samples, worker: 0);
            (double sum, _) = loss.Add(
                workers[g].Output(loss.Node), workers[g].OutputGradient(loss.Node), source, Samples(samples, g), worker: 0, 1f / samples.Length);
            if (!double.IsFinite(sum)) return "It began in the loss: the outputs are finite, and their loss is not.";
        }

        for (int segment = network.BatchLayers.Length; segment >= 0; segment--)
        {
            if (segment < network.BatchLayers.Length) _totals.JoinGradients(segment, workers);
            foreach (GradientWorker worker in workers) worker.Backward(segment, loss.Node, parameters.Pointer, gradients.Pointer);
        }

        return null;
    }

    private string? Forward(GradientWorker[] groups, ParameterSet parameters)
    {
        int layers = network.BatchLayers.Length;
        for (int segment = 0; segment <= layers; segment++)
        {
            if (segment > 0) _totals.Join(segment - 1, groups);
            int first = int.MaxValue;
            foreach (GradientWorker group in groups)
            {
                group.Forward(segment, parameters.Pointer, training: true, node =>
                {
                    if (node < first && !AreFinite(group.Output(node), network.Graph.Nodes[node].Shape.Length, group.Samples)) first = node;
                });
            }

            if (first < int.MaxValue)
                return $"It began in layer '{network.Graph.Nodes[first].Name}': its outputs are no finite numbers, though its inputs and parameters are.";
        }

        return null;
    }

    /// <returns>A sample with a value that is not finite; null where there is none.</returns>
    private static int? Read(GradientWorker group, ISampleSource source, ReadOnlySpan<int> samples, ulong epochKey)
    {
        group.Samples = samples.Length;
        int length = group.InputLength;
        float[] values = new float[length * Lanes.Count];
        for (int lane = 0; lane < samples.Length; lane++)
        {
            group.Keys[lane] = SampleRandom.Mix(epochKey, (ulong)samples[lane]);
            Span<float> sample = values.AsSpan(lane * length, length);
            source.Read(samples[lane], group.Keys[lane], worker: 0, sample);
            if (!AreFinite(sample)) return samples[lane];
        }

        Lanes.WriteAll(values, group.Input);
        return null;
    }

    private static ReadOnlySpan<int> Samples(ReadOnlyMemory<int> batch, int group) =>
        batch.Span[(group * Lanes.Count)..Math.Min((group + 1) * Lanes.Count, batch.Length)];

    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }

    private static bool AreFinite(float* lanes, int length, int samples)
    {
        for (int i = 0; i < length; i++)
            if (!AreFinite(new ReadOnlySpan<float>(lanes + (long)i * Lanes.Count, samples))) return false;
        return true;
    }
}
