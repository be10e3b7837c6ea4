using EdgeNet.Cli.Output;
using EdgeNet.Models;

namespace EdgeNet.Cli.Networks;

/// <summary>The networks that the command knows by name.</summary>
internal static class NetworkRegistry
{
    /// <summary>The classes of EdgeNet.Models: pictures, series, volumes.</summary>
    private static readonly NetworkEntry[] Models =
    [
        new ClassEntry<LeNet5>(), new ClassEntry<DigitNet>(), new ClassEntry<DigitCnn>(), new ClassEntry<DigitLine>(), new ClassEntry<MeterNet>(),
        new ClassEntry<RobustDigitNet>(),
        new ClassEntry<InceptionTime>(), new ClassEntry<TimeSeriesCnn>(), new ClassEntry<SpeakerCnn>(), new ClassEntry<DsCnn>(),
        new ClassEntry<VolumeCnn>(), new ClassEntry<AdrenalCnn>(), new ClassEntry<Neocognitron>(),
    ];

    /// <summary>The names of all networks that come with EdgeNet.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Models.Select(n => n.Name), .. LargeModels.Names];

    /// <summary>The names of all networks that come with EdgeNet, each with the input that it takes: LeNet5 (1×32×32).</summary>
    public static string Listing { get; } = string.Join(
        ", ",
        Models.Select(n => Described(n.Name, n.Info.InputShape)).Concat(LargeModels.Names.Select(n => Described(n, LargeModels.InputShape(n)))));

    /// <summary>The network that comes with EdgeNet and has a fingerprint; null for none.</summary>
    /// <param name="fingerprint">The fingerprint.</param>
    public static string? NameOf(string fingerprint) =>
        Models.Concat(LargeModels.Names.Select(LargeModels.Load)).FirstOrDefault(n => n.Info.Fingerprint == fingerprint)?.Name;

    /// <summary>Finds a network, in any case.</summary>
    /// <param name="name">The class name, or an ONNX file.</param>
    /// <param name="assembly">The assembly to look in, or null for the networks that come with EdgeNet.</param>
    /// <param name="shapes">The shapes of inputs that an ONNX file leaves open.</param>
    /// <exception cref="CommandException">There is none of that name, or the assembly or file cannot be used.</exception>
    public static NetworkEntry Find(string name, FileInfo? assembly, IReadOnlyDictionary<string, int[]>? shapes = null)
    {
        if (OnnxFiles.IsFile(name))
            return OnnxFiles.Load(name, shapes ?? new Dictionary<string, int[]>());
        if (ForeignWeights.IsWeights(name)) throw new CommandException($"{ForeignWeights.Advice(name)}.");

        string? large = LargeModels.Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        if (assembly is null && large is not null)
            return LargeModels.Load(large);

        IReadOnlyList<NetworkEntry> networks = assembly is null ? Models : AssemblyNetworks.Load(assembly);
        IReadOnlyList<string> names = assembly is null ? Names : [.. networks.Select(n => n.Name)];
        string listing = assembly is null ? Listing : string.Join(", ", networks.Select(n => Described(n.Name, n.Info.InputShape)));
        NetworkEntry[] found = [.. networks.Where(n => string.Equals(n.Name, name, StringComparison.OrdinalIgnoreCase))];
        // Two classes whose names differ in case only are told apart by case.
        if (found.Length > 1) found = [.. found.Where(n => n.Name == name)];
        return found.Length == 1
            ? found[0]
            : throw new CommandException(
                $"There is no network '{name}' in {assembly?.Name ?? "EdgeNet.Models"}; there {(names.Count == 1 ? "is" : "are")} {listing}.{Suggestions.For(name, names)}");
    }

    private static string Described(string name, IReadOnlyList<int> shape) => $"{name} ({Format.Shape(shape)})";
}
