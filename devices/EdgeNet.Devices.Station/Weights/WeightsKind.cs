namespace EdgeNet.Devices.Station.Weights;

/// <summary>A network that is loaded from a file.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Load">Loads it from a file; throws <see cref="WeightsException"/> or <see cref="IOException"/>.</param>
/// <param name="Test">
/// Reads samples that are in the program, and says what is wrong with what it read; null for nothing, and for a network without samples.
/// </param>
public record WeightsKind(NetworkInfo Info, Func<string, INetwork<float>> Load, Func<INetwork<float>, string?> Test);
