namespace EdgeNet.Compiler.Emit.Tiles;

/// <summary>Writes straight-line taps.</summary>
/// <param name="writer">Takes the text.</param>
/// <param name="offsets">The input offset of each tap.</param>
/// <param name="weights">The reference to the first tap's weights.</param>
/// <param name="input">The reference that the offsets count from.</param>
internal delegate void TapWriter(SourceWriter writer, IReadOnlyList<int> offsets, string weights, string input);
