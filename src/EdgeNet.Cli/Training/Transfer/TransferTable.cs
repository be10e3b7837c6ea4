using EdgeNet.Cli.Output;
using EdgeNet.Safety;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Cli.Training.Transfer;

/// <summary>What was taken from a file, what of that is frozen, and what was not: a line for each run of layers of one kind.</summary>
internal static class TransferTable
{
    /// <summary>Names of a line that are written out; of more the first and the last.</summary>
    private const int MostNamed = 4;

    private const int MostUnused = 8;

    /// <summary>The lines.</summary>
    /// <param name="transfer">What was taken.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="options">What is frozen.</param>
    public static IEnumerable<string> Lines(WeightTransfer transfer, string file, TransferOptions options)
    {
        int kept = transfer.Layers.Count(l => l.IsKept), replaced = transfer.Layers.Count(l => l.Outcome == TransferOutcome.Replaced);
        string others = (replaced > 0 ? $", {Format.Count(replaced)} replaced" : "")
            + (kept + replaced < transfer.Layers.Count ? $", {Format.Count(transfer.Layers.Count - kept - replaced)} not matched" : "");
        yield return $"From {file}: {Format.Count(kept)} of {Format.Count(transfer.Layers.Count)} layers with weights kept{others}.";
        foreach ((string state, List<LayerTransfer> layers) in Runs(transfer, options)) yield return $"  {state,-12} {Text(layers)}";
        if (transfer.Unused.Count == 0) yield break;
        string[] unused = [.. transfer.Unused.Take(MostUnused).Select(name => PlainText.Shorten(name, 60))];
        string more = transfer.Unused.Count > MostUnused ? $" and {Format.Count(transfer.Unused.Count - MostUnused)} more" : "";
        yield return $"  {"not used",-12} of the file: {string.Join(", ", unused)}{more}";
    }

    private static IEnumerable<(string State, List<LayerTransfer> Layers)> Runs(WeightTransfer transfer, TransferOptions options)
    {
        var run = new List<LayerTransfer>();
        foreach (LayerTransfer layer in transfer.Layers)
        {
            // Each misfit has a reason of its own.
            if (run.Count > 0 && (State(run[0], options) != State(layer, options) || layer.Reason != run[0].Reason))
            {
                yield return (State(run[0], options), run);
                run = [];
            }

            run.Add(layer);
        }

        if (run.Count > 0) yield return (State(run[0], options), run);
    }

    private static string State(LayerTransfer layer, TransferOptions options) => layer.Outcome switch
    {
        TransferOutcome.Replaced => "replaced",
        TransferOutcome.Unmatched => "not matched",
        _ => options.Frozen.Contains(layer.Layer) ? "frozen" : "kept",
    };

    private static string Text(List<LayerTransfer> layers)
    {
        string names = layers.Count <= MostNamed
            ? string.Join(", ", layers.Select(Name)) : $"{Name(layers[0])} … {Name(layers[^1])} ({Format.Count(layers.Count)} layers)";
        return layers[0].Reason is { } reason ? $"{names}: {PlainText.Escape(reason)}; random weights"
            : layers[0].Outcome == TransferOutcome.Replaced ? $"{names}: random weights" : names;
    }

    private static string Name(LayerTransfer layer) => layer.Outcome == TransferOutcome.Folded
        ? $"{layer.Layer} (in {PlainText.Shorten(layer.Module!, 60)})"
        : layer.IsKept && layer.Module != layer.Layer ? $"{layer.Layer} ({PlainText.Shorten(layer.Module!, 60)})" : layer.Layer;
}
