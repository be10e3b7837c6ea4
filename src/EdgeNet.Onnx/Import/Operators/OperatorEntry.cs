namespace EdgeNet.Onnx.Import.Operators;

/// <summary>How an operator is imported.</summary>
/// <param name="Import">Makes layers of it; null for an operator that only constants can have.</param>
/// <param name="Fold">Computes it where all inputs are constants; null where the layers do it.</param>
/// <param name="ExactOnIntegers">Whether float32 gives the same as integers do (up to 2^24), as where elements only move.</param>
internal sealed record OperatorEntry(Action<NodeContext>? Import, Action<NodeContext>? Fold = null, bool ExactOnIntegers = false);
