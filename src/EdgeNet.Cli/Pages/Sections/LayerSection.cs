using System.Globalization;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages.Drawings;
using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>What is inside: the filters of the first layer, and what each layer makes of a sample.</summary>
internal static class LayerSection
{
    /// <summary>More layers than this are thinned out: a page would grow without telling more.</summary>
    private const int MostLayers = 24;

    /// <summary>The filters; nothing where the first layer has none.</summary>
    public static string Filters(NetworkViewer viewer)
    {
        if (viewer.Filters() is not { } filters) return "";
        (Canvas canvas, int shown) = MapDrawing.Filters(filters);
        var html = new StringBuilder("<section id=\"filters\">\n<h2>Filters of the first layer</h2>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<p class=\"soft\">{Markup.Text(filters[0].Layer)}: {shown} of {filters.Count} filters of {Format.Shape(filters[0].Shape)}. ")
            .Append("Grey is 0, brighter is above it, darker below.</p>\n").Append(canvas.Html("filters of the first layer", 320));
        return html.Append("\n</section>\n").ToString();
    }

    /// <summary>The activations of each layer, or of those that say most where they are many.</summary>
    /// <param name="layers">The activations.</param>
    public static string Maps(IReadOnlyList<LayerActivation> layers)
    {
        LayerActivation[] shown = Chosen(layers);
        var html = new StringBuilder();
        if (shown.Length < layers.Count)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\">{shown.Length} of {layers.Count} layers.</p>\n");
        foreach (LayerActivation layer in shown)
        {
            (Canvas canvas, int channels) = MapDrawing.Activations(layer);
            (float low, float high) = MapDrawing.Range(layer.Values);
            int all = layer.Shape.Count == 1 ? layer.Values.Length : layer.Shape[0];
            html.Append("<div class=\"layer\"><b>").Append(Markup.Text(layer.Layer)).Append("</b> <span class=\"soft\">")
                .Append(layer.Kind).Append(' ')
                .Append(Format.Shape(layer.Shape)).Append(CultureInfo.InvariantCulture, $", {low:G4} to {high:G4}")
                .Append(channels < all ? string.Create(CultureInfo.InvariantCulture, $", the first {channels}") : "").Append("</span><br>")
                .Append(canvas.Html("activations of a layer", 320)).Append("</div>\n");
        }

        return html.ToString();
    }

    private static LayerActivation[] Chosen(IReadOnlyList<LayerActivation> layers)
    {
        if (layers.Count <= MostLayers) return [.. layers];
        // Where shapes change, a block ends.
        LayerActivation[] ends = [.. layers.Where((l, i) => i == layers.Count - 1 || !l.Shape.SequenceEqual(layers[i + 1].Shape))];
        return ends.Length <= MostLayers ? ends : [.. Enumerable.Range(0, MostLayers)
            .Select(i => ends[(int)((long)i * (ends.Length - 1) / (MostLayers - 1))])];
    }
}
