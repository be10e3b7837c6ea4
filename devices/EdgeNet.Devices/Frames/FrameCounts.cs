namespace EdgeNet.Devices;

/// <summary>What became of a source's frames since the source was made. Opening a camera again keeps the counts.</summary>
/// <param name="Frames">Frames lent to the reader.</param>
/// <param name="Dropped">Frames that a newer one replaced before the reader asked, because reading is slower than the camera.</param>
/// <param name="Missed">
/// Frames that the camera numbered and its driver never handed over, or that were passed over for a newer one there.
/// </param>
/// <param name="Damaged">Frames whose pixels could not be had: cut off, or flagged by the driver.</param>
/// <param name="Faults">Times that the camera failed: could not be opened, was unplugged, stalled.</param>
/// <param name="Opens">Times that the camera was opened.</param>
public readonly record struct FrameCounts(long Frames, long Dropped, long Missed, long Damaged, long Faults, long Opens);
