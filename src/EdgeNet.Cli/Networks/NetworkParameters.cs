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
