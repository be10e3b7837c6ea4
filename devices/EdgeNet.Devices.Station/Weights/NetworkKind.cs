namespace EdgeNet.Devices.Station.Weights;

/// <summary>A network whose weights can be replaced.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Load">Loads it from a file; throws <see cref="WeightsException"/> or <see cref="IOException"/>.</param>
/// <param name="LoadEmbedded">Loads the weights in the program.</param>
/// <param name="Test">Reads samples that are in the program, and says what is wrong with what it read; null for nothing.</param>
public sealed record NetworkKind(
    NetworkInfo Info,
    Func<string, INetwork<float>> Load,
    Func<INetwork<float>> LoadEmbedded,
    Func<INetwork<float>, string?> Test) : WeightsKind(Info, Load, Test);
