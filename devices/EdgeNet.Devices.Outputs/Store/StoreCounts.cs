namespace EdgeNet.Devices.Outputs.Store;

/// <summary>What is in the store.</summary>
/// <param name="Events">All events.</param>
/// <param name="Rejected">Those of them in which nothing was accepted.</param>
/// <param name="Corrected">Those of them that a person has corrected.</param>
/// <param name="Crops">Those of them that have evidence still.</param>
/// <param name="UsedBytes">Bytes of the database that hold something.</param>
/// <param name="FileBytes">Bytes of the database file.</param>
public readonly record struct StoreCounts(long Events, long Rejected, long Corrected, long Crops, long UsedBytes, long FileBytes);
