using EdgeNet.Models;

namespace EdgeNet.Cli.Tests;

/// <summary>Weights files for tests.</summary>
internal static class TestWeights
{
    /// <summary>Writes random weights of the network that reads lines.</summary>
    public static string WriteReaderWeights(this TestFolder folder, string name) => folder.WriteWeights(name, DigitLine.NetworkInfo);

    /// <summary>Writes random weights of LeNet5.</summary>
    public static string WriteWeights(this TestFolder folder, string name) => folder.WriteWeights(name, LeNet5.NetworkInfo);

    /// <summary>Writes random weights of a network.</summary>
    public static string WriteWeights(this TestFolder folder, string name, NetworkInfo network)
    {
        string path = folder.PathOf(name);
        SafetensorsWriter.Write(path, network, new RandomParameters(network, seed: 1));
        return path;
    }
}
