namespace EdgeNet.Devices;

/// <summary>Takes text.</summary>
/// <param name="utf8">The text in UTF-8.</param>
public delegate void Utf8Writer(ReadOnlySpan<byte> utf8);
