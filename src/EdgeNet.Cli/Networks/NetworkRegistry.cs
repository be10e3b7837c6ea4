using EdgeNet.Models;

namespace EdgeNet.Cli.Networks;

/// <summary>The networks that the command knows by name.</summary>
internal static class NetworkRegistry
{
    /// <summary>The classes of EdgeNet.Models, pictures first, then series and volumes.</summary>
    public static IReadOnlyList<NetworkEntry> Models { get; } =
    [
        new NetworkEntry<LeNet5>(), new NetworkEntry<AlexNet>(), new NetworkEntry<ResNet8>(), new NetworkEntry<ResNet18>(), new NetworkEntry<ResNet50>(),
        new NetworkEntry<DsCnn>(), new NetworkEntry<MobileNetV1>(), new NetworkEntry<TimeSeriesCnn>(), new NetworkEntry<VolumeCnn>(),
    ];

    /// <summary>Finds a network, in any case.</summary>
    /// <param name="name">The class name, or an ONNX file.</param>
    /// <param name="assembly">The assembly to look in, or null for EdgeNet.Models.</param>
    /// <exception cref="CommandException">There is none of that name, or the assembly or file cannot be used.</exception>
    public static NetworkEntry Find(string name, FileInfo? assembly)
    {
        if (name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            return OnnxFiles.Load(name);

        IReadOnlyList<NetworkEntry> networks = assembly is null ? Models : AssemblyNetworks.Load(assembly);
        NetworkEntry[] found = [.. networks.Where(n => string.Equals(n.Name, name, StringComparison.OrdinalIgnoreCase))];
        // Two classes whose names differ in case only are told apart by case.
        if (found.Length > 1) found = [.. found.Where(n => n.Name == name)];
        return found.Length == 1
            ? found[0]
            : throw new CommandException($"There is no network '{name}' in {assembly?.Name ?? "EdgeNet.Models"}; there {(networks.Count == 1 ? "is" : "are")} {string.Join(", ", networks.Select(n => n.Name))}.");
    }
}
