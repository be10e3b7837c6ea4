using System.Globalization;
using System.Text;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;

namespace EdgeNet.Cli.Pages.Sections;

/// <summary>What the network costs on a device.</summary>
internal static class CostSection
{
    /// <summary>The section.</summary>
    public static string Html(NetworkEntry network)
    {
        NetworkInfo info = network.Info;
        long weights = sizeof(float) * (long)info.WeightsLength, workspace = sizeof(float) * (long)info.WorkspaceLength;
        var html = new StringBuilder("<section id=\"cost\">\n<h2>On a device</h2>\n<div class=\"row\"><div class=\"scroll\"><table>\n");
        Row(html, "parameters", Markup.Count("parameters", info.ParameterCount));
        Row(html, "multiply-adds of an inference", Markup.Count("multiply-adds", info.MultiplyAdds));
        Row(html, "packed weights, shared by all instances", Markup.Value("weights-bytes", weights, Format.Bytes(weights)));
        Row(html, "workspace of an instance", Markup.Value("workspace-bytes", workspace, Format.Bytes(workspace)));
        html.Append("</table></div>\n<div class=\"scroll\"><table>\n<tr><th>one core of</th><th>estimated time</th></tr>\n");
        foreach (DeviceTime device in DeviceTime.All)
        {
            (double low, double high) = device.Bounds(info.MultiplyAdds, weights);
            Row(html, device.Device, $"{Time(low)} to {Time(high)}");
        }

        html.Append("</table></div></div>\n<p class=\"soft\">An estimate, not a measurement: no Raspberry Pi was at hand. It takes ");
        html.Append(CultureInfo.InvariantCulture,
            $"{DeviceTime.FewInstructions:0.00} to {DeviceTime.ManyInstructions:0.00} instructions for a multiply-add, ")
            .Append("as counted under QEMU for the networks in EdgeNet's benchmarks, over the clock and the most instructions that the "
                + "core begins in a cycle ")
            .Append("(2, 3 and 4); the upper bound assumes half an instruction a cycle on the Cortex-A53 and one on the others. Weights "
                + "that no cache holds are ")
            .Append("loaded from memory each time, at its full or a quarter of its bandwidth. Measure with <code>edgenet bench</code> on "
                + "the device.</p>\n");
        return html.Append("</section>\n").ToString();
    }

    private static void Row(StringBuilder html, string name, string figure) => html.Append("<tr><td>").Append(name).Append("</td><td>")
        .Append(figure).Append("</td></tr>\n");

    /// <summary>Two digits: the bounds are no surer.</summary>
    private static string Time(double seconds)
    {
        (double value, string unit) = seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s");
        double step = value < 10 ? 0.1 : value < 100 ? 1 : 10;
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(value / step) * step:0.#} {unit}");
    }
}
