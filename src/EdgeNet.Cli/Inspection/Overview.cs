using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Inspection;

/// <summary>The network at a glance: figures, layers, steps and the map of the workspace.</summary>
internal static class Overview
{
    public static void Write(NetworkEntry entry, CommandOutput output)
    {
        NetworkInfo info = entry.Info;
        output.Out.WriteLine($"{entry.Name}: {Shapes(info.Inputs)} → {Shapes(info.Outputs)}, {Format.Count(info.ParameterCount)} parameters, {Format.Count(info.MultiplyAdds)} multiply-adds");
        output.Out.WriteLine($"Fingerprint {info.Fingerprint}; {(entry.OwnParameters is not null ? "with the file's weights" : entry.HasEmbeddedWeights ? "trained weights embedded" : "no trained weights embedded")}");
        output.Out.WriteLine();
        GraphListing.Write(entry, output);
        output.Out.WriteLine();
        PlanListing.Write(entry, output);
        output.Out.WriteLine();
        output.Out.WriteLine($"Memory of one instance: {Format.Bytes(sizeof(float) * (long)info.WorkspaceLength)} of workspace; shared by all: {Format.Bytes(sizeof(float) * (long)info.WeightsLength)} of packed weights");
    }

    private static string Shapes(IReadOnlyList<TensorInfo> tensors) =>
        string.Join(" and ", tensors.Select(t => tensors.Count == 1 ? Format.Shape(t.Shape) : $"{t.Name} {Format.Shape(t.Shape)}"));
}
