using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Description;

namespace EdgeNet.Cli.Inspection;

/// <summary>What was written, a line a layer.</summary>
internal static class DescriptionListing
{
    public static void Write(NetworkEntry entry, TextWriter output)
    {
        NetworkDescription description = entry.Description;
        output.WriteLine(description.Name + (description.Unroll == Unroll.Auto ? "" : $", unroll {description.Unroll}"));
        foreach (InputDescription input in description.Inputs)
            output.WriteLine($"{input.Name}: {Format.Shape(input.Shape)}");
        foreach (LayerDescription layer in description.Layers)
            output.WriteLine(layer.ToString());
    }
}
