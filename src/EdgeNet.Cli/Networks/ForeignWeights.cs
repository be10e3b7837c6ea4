using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Networks;

/// <summary>What is said of weights that are not those of the network that was named.</summary>
internal static class ForeignWeights
{
    private const string Extension = ".safetensors";
    private const int MostListed = 5;

    /// <summary>Whether a file is one of weights, by its name.</summary>
    public static bool IsWeights(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>How weights that stand where a network or a picture was expected are given.</summary>
    /// <param name="path">The file.</param>
    public static string Advice(string path) =>
        $"{path}: weights, which belong behind --weights, after their network's name: {NetworkOf(path) ?? "NETWORK"} --weights {path}";

    /// <summary>The network that comes with EdgeNet and that a weights file is of; null where that is unknown.</summary>
    /// <param name="path">The file.</param>
    public static string? NetworkOf(string path)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            return file.Fingerprint is { } fingerprint ? NetworkRegistry.NameOf(fingerprint) : null;
        }
        catch (Exception e) when (e is WeightsException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The complaint about a file that states another network: that one first, then some of what differs.</summary>
    /// <param name="file">The file.</param>
    /// <param name="network">The network that was named.</param>
    /// <param name="mismatch">All that differs.</param>
    public static CommandException Refusal(SafetensorsFile file, NetworkEntry network, WeightsException mismatch)
    {
        string fingerprint = file.Fingerprint!;
        string stated = NetworkRegistry.NameOf(fingerprint) is { } name
            ? $"of network '{name}'" : $"of another network, which has the fingerprint '{Safety.PlainText.Shorten(fingerprint, 40)}'";
        string[] lines = [.. mismatch.Message.Split('\n').Skip(1).Select(line => line.Trim())];
        string[] tensors = [.. lines.Where(line => line.StartsWith("tensor ", StringComparison.Ordinal))];
        string[] more = tensors.Length > MostListed ? [$"and {Format.Count(tensors.Length - MostListed)} or more others"] : [];
        return new CommandException(
            $"{file.Name} does not fit network '{network.Name}': the weights are {stated}.",
            [.. lines.Except(tensors).Take(1), .. tensors.Take(MostListed), .. more]);
    }
}
