using System.Globalization;
using System.Text;
using EdgeNet.Cli.Output;
using EdgeNet.Cli.Pages;
using EdgeNet.Cli.Pages.Drawings;
using EdgeNet.Cli.Pages.Sections;
using EdgeNet.Training.Understanding;

namespace EdgeNet.Cli.Visualizing;

/// <summary>The page of visualize: a sample, the answer, what told for it, and what each layer sees.</summary>
/// <param name="network">The network's name.</param>
/// <param name="viewer">Looks into the network.</param>
/// <param name="drawing">Draws samples.</param>
/// <param name="areShares">Whether outputs are probabilities.</param>
internal sealed class SamplePage(string network, NetworkViewer viewer, SampleDrawing drawing, bool areShares)
{
    /// <summary>The page.</summary>
    public string Html(SampleView view)
    {
        string title = $"{Markup.Text(network)} looks at {Markup.Text(Path.GetFileName(view.Name))}";
        var html = new StringBuilder("<h1>").Append(title).Append("</h1>\n<p class=\"soft wide\">").Append(Markup.Text(view.Name))
            .Append("</p>\n");
        html.Append("<section id=\"answer\">\n<h2>The answer</h2>\n<div class=\"row\">\n")
            .Append(drawing.Html(view.Input, null, "the sample"))
            .Append("<div class=\"scroll\"><table>\n");
        foreach ((string name, double value) in view.Likely)
        {
            html.Append("<tr><td>").Append(Markup.Text(name)).Append("</td><td>")
                .Append(areShares ? Markup.Percent("confidence", value)
                    : Markup.Value("value", value, value.ToString("G5", CultureInfo.InvariantCulture)))
                .Append("</td></tr>\n");
        }

        html.Append("</table></div>\n</div>\n</section>\n<section id=\"heat\">\n<h2>What told for ").Append(Markup.Text(view.OutputName))
            .Append("</h2>\n<div class=\"row\">\n");
        if (view.GradCam is { } cam)
        {
            html.Append("<figure>").Append(drawing.Html(view.Input, cam, "Grad-CAM")).Append("<figcaption><b>Grad-CAM</b> of the layer ")
                .Append(Markup.Text(cam.Layer))
                .Append(", ").Append(Format.Shape(cam.Shape))
                    .Append(" positions: channels weighted with the gradient of the score (Selvaraju et al. 2017), the hotter the "
                    + "more.</figcaption></figure>\n");
        }

        html.Append("<figure>").Append(drawing.Html(view.Input, view.Saliency, "saliency"))
            .Append("<figcaption><b>Saliency</b>: how much the score changes with each position of the input (Simonyan et al. "
                + "2014).</figcaption></figure>\n</div>\n");
        if (view.GradCam is null) html
            .Append("<p class=\"soft\">The network has no convolution with positions that everything passes through: there is no "
            + "Grad-CAM.</p>\n");
        html.Append("</section>\n").Append(LayerSection.Filters(viewer)).Append("<section id=\"layers\">\n<h2>What each layer sees</h2>\n")
            .Append("<p class=\"soft\">A tile a channel; from violet, the layer's least value, to yellow, its largest one.</p>\n")
                .Append(LayerSection.Maps(view.Layers)).Append("</section>\n");
        return PageFrame.Around(title, html.ToString());
    }
}
