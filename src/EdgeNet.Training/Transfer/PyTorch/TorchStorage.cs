namespace EdgeNet.Training.Transfer.PyTorch;

/// <summary>A run of numbers that tensors lie in: a file of its own in PyTorch's zip.</summary>
/// <param name="Type">The numbers' type.</param>
/// <param name="Key">The file's name in data/.</param>
/// <param name="Count">Numbers.</param>
internal sealed record TorchStorage(TorchType Type, string Key, long Count);
