using System.Globalization;
using EdgeNet.Devices.Status.Metrics;
using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>What Prometheus collects.</summary>
internal sealed class MetricsPage
{
    private const string Type = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StatusParts _parts;
    private readonly RequestCounts _requests;

    internal MetricsPage(StatusParts parts, RequestCounts requests)
    {
        (_parts, _requests) = (parts, requests);
        Routes = [new Route(HttpMethods.Get, "/metrics", (context, _) => Answer.TextAsync(context, Type, Write()))];
    }

    internal IReadOnlyList<Route> Routes { get; }

    private string Write()
    {
        StationStatus status = _parts.Station.GetStatus();
        var text = new PrometheusText();
        text.Stages("edgenet_stage_seconds", "How long each stage of a reading takes.", status.Stages);
        foreach (StationCounter counter in status.Counters)
            text.Write(counter with { Name = "edgenet_" + counter.Name });
        text.Gauge("edgenet_problems", "Problems that the station has at the moment.", status.Problems.Count);
        text.Gauge("edgenet_samples", "Corrected readings in the folder of samples.", _parts.Samples.Count);
        for (int i = 1; i <= RequestCounts.Classes; i++)
        {
            text.Write(new StationCounter("edgenet_page_answers_total", "Answers of the status page by their status.", _requests.Of(i))
            {
                LabelName = "status",
                LabelValue = string.Create(CultureInfo.InvariantCulture, $"{i}xx"),
            });
        }

        text.Gauge("edgenet_page_connections", "Open connections of the status page.", _parts.Gate.Count);
        text.Counter("edgenet_page_connections_refused_total", "Connections cut for want of a place.", _parts.Gate.Refused);
        text.Counter("edgenet_page_wrong_tokens_total", "Wrong tokens that were sent.", _parts.Access.Failures);
        ProcessMetrics.Write(text, status.Started);
        return text.ToString();
    }
}
