using System.Globalization;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Networks;

/// <summary>The parameters that a command works with: a file's, the embedded ones, or random ones where there are none.</summary>
internal sealed class NetworkParameters : IDisposable
{
    /// <summary>Whoever repeats a command gets the same random parameters.</summary>
    private const int Seed = 1;

    private readonly SafetensorsFile? _file;

    private NetworkParameters(SafetensorsFile? file, IParameterSource source, string description)
    {
        _file = file;
        Source = source;
        Description = description;
    }

    /// <summary>The parameters.</summary>
    public IParameterSource Source { get; }

    /// <summary>Where they come from, in a few words.</summary>
    public string Description { get; }

    /// <summary>What their file tells of them.</summary>
    /// <exception cref="WeightsException">It is damaged.</exception>
    public WeightsMetadata Metadata => _file?.Metadata ?? new WeightsMetadata();

    /// <summary>Whether they are random.</summary>
    public bool AreRandom { get; private init; }

    /// <summary>Opens the parameters of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file, or null for the embedded ones, or random ones where none are embedded.</param>
    /// <exception cref="WeightsException">They are damaged or do not fit.</exception>
    /// <exception cref="CommandException">There is no such file.</exception>
    public static NetworkParameters Open(NetworkEntry network, FileInfo? file)
    {
        if (file is null && network.OwnParameters is { } own) return new(null, own, "the file's weights");
        if (file is null && !network.HasEmbeddedWeights)
        {
            return new(null, new RandomParameters(network.Info, Seed),
                string.Create(CultureInfo.InvariantCulture, $"random weights (seed {Seed}): {network.Name} has no trained ones embedded"))
            {
                AreRandom = true,
            };
        }

        SafetensorsFile weights = network.OpenWeights(file);
        return new(weights, weights, file is null ? "the embedded weights" : $"the weights of {file}");
    }

    /// <summary>Opens trained parameters: a file's, the ONNX file's own, the embedded ones, or those that train leaves in this folder.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file, or null.</param>
    /// <param name="output">Where it is told which, where that may surprise.</param>
    /// <exception cref="WeightsException">They are damaged or do not fit.</exception>
    /// <exception cref="CommandException">There are none, or no such file.</exception>
    public static NetworkParameters OpenTrained(NetworkEntry network, FileInfo? file, CommandOutput output)
    {
        if (file is null && network.OwnParameters is { } own) return new(null, own, "the file's weights");
        string trained = FileOf(network);
        bool isThere = file is null && File.Exists(trained);
        if (isThere && !network.HasEmbeddedWeights)
        {
            output.Error.WriteLine($"edgenet: with the weights of {trained}.");
            file = new FileInfo(trained);
        }
        else if (isThere)
        {
            output.Error.WriteLine($"edgenet: with the embedded weights; --weights {trained} takes those of this folder.");
        }

        SafetensorsFile weights = network.OpenWeights(file);
        return new(weights, weights, file is null ? "the embedded weights" : $"the weights of {file}");
    }

    /// <summary>Where train writes a network's weights if nothing else is said.</summary>
    public static string FileOf(NetworkEntry network) => network.Name.ToLowerInvariant() + ".safetensors";

    /// <summary>Says where the parameters come from where that may surprise: on the stream of complaints, so that results stay results.</summary>
    public void Tell(CommandOutput output)
    {
        if (AreRandom) output.Error.WriteLine($"edgenet: with {Description}.");
        if (_file is { TakenFor.Count: > 0 } foreign)
            output.Error.WriteLine($"edgenet: of {foreign.Name}, {string.Join(", ", foreign.TakenFor.Select(p => $"'{p.Value}' is taken for '{p.Key}'"))}.");
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();
}
