namespace EdgeNet.Training.Transfer;

/// <summary>What became of one layer's weights.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Module">The file's module that they were taken from, or that did not fit; null for none.</param>
/// <param name="Reason">Why nothing was taken; null where something was.</param>
public sealed record LayerTransfer(string Layer, TransferOutcome Outcome, string? Module = null, string? Reason = null)
{
    /// <summary>Whether the layer starts from what the file says.</summary>
    public bool IsKept => Outcome is TransferOutcome.Kept or TransferOutcome.Folded;
}
