using System.Globalization;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning;

/// <summary>What a plan's workspace is made of, and what it is held against.</summary>
/// <param name="Workspace">Elements of the workspace.</param>
/// <param name="Peak">Elements of all buffers at the step that needs most.</param>
/// <param name="PeakStep">That step, from 1.</param>
/// <param name="PeakName">Its name.</param>
/// <param name="TwoLargest">The two largest tensors that live together where the layers as described run one by one, in elements.</param>
/// <param name="AllTensors">All tensors of such a schedule, each in a place of its own, in elements.</param>
public sealed record MemoryReport(int Workspace, int Peak, int PeakStep, string PeakName, long TwoLargest, long AllTensors)
{
    /// <summary>Reports on a plan.</summary>
    /// <param name="described">The graph as described, before the passes.</param>
    /// <param name="plan">Its plan.</param>
    public static MemoryReport Of(NetworkGraph described, ExecutionPlan plan)
    {
        int[] live = new int[plan.Steps.Count];
        foreach (PlannedBuffer buffer in plan.Buffers.Where(b => b.Storage == Storage.Workspace))
            for (int step = buffer.FirstStep; step <= buffer.LastStep && step < live.Length; step++) live[step] = checked(live[step] + buffer.Length);
        int peak = live.Length == 0 ? 0 : live.Max(), at = Array.IndexOf(live, peak);
        return new(plan.WorkspaceLength, peak, at + 1, at < 0 ? "" : plan.Steps[at].Name, LayerByLayerSchedule.TwoLargest(described), LayerByLayerSchedule.AllTensors(described));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture,
        "Most at a time: {0:N0} floats, step {1} ({2}). Layer by layer, the two largest tensors that live together are {3:N0} floats ({4}), all tensors {5:N0}.",
        Peak, PeakStep, PeakName, TwoLargest, Share, AllTensors);

    private string Share => TwoLargest == 0 ? "the workspace holds none of them"
        : string.Format(CultureInfo.InvariantCulture, "the workspace is {0:P0} of that", (double)Workspace / TwoLargest);
}
