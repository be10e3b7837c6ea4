namespace EdgeNet.VirtualPi.Tests.Disk;

/// <summary>A write that a disk has answered, but that its cache alone holds.</summary>
/// <param name="Offset">Where, in bytes.</param>
/// <param name="Bytes">What.</param>
/// <param name="IsForced">Whether it had to be on the medium before it was answered.</param>
internal sealed record CachedWrite(int Offset, byte[] Bytes, bool IsForced);
