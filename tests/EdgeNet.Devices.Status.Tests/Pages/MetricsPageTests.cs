using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNet.Devices.Status.Tests.Pages;

public sealed partial class MetricsPageTests : IAsyncLifetime
{
    private TestPage _page = null!;

    public async Task InitializeAsync() => _page = await TestPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task Every_line_is_of_the_text_format_and_every_series_has_a_type()
    {
        _page.Station.Stages.Add(TestReadings.Stage());
        var odd = new StationCounter("odd", "Odd \\ \n words", double.NaN) { IsGauge = true, LabelName = "l", LabelValue = "\"\n\\" };
        _page.Station.Counters.Add(odd);
        using HttpResponseMessage response = await _page.Client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        string text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var typed = new HashSet<string>();
        var series = new HashSet<string>();
        foreach (string line in text[..^1].Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } type)
            {
                Assert.True(typed.Add(type.Groups[1].Value), line);
                continue;
            }

            if (HelpLine().IsMatch(line)) continue;
            Match sample = SampleLine().Match(line);
            Assert.True(sample.Success, line);
            Assert.Contains(SuffixOfSummary().Replace(sample.Groups[1].Value, ""), typed);
            Assert.True(series.Add(sample.Groups[1].Value + sample.Groups[2].Value), line);
            Assert.True(double.TryParse(sample.Groups[3].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                || sample.Groups[3].Value is "+Inf" or "-Inf", line);
        }

        Assert.Contains("edgenet_frames_total 1234\n", text, StringComparison.Ordinal);
        Assert.Contains("edgenet_sent_total{output=\"mqtt\"} 7\n", text, StringComparison.Ordinal);
        Assert.Contains("edgenet_stage_seconds_count{stage=\"read\"} 12\n", text, StringComparison.Ordinal);
        Assert.Contains("edgenet_problems 0\n", text, StringComparison.Ordinal);
        Assert.Contains("process_resident_memory_bytes", typed);
    }

    [Fact]
    public async Task Answers_are_counted_by_status()
    {
        using (await _page.Client.GetAsync("/nowhere"))
        using (await _page.Client.GetAsync("/state"))
        {
            string text = await _page.Client.GetStringAsync("/metrics");
            Assert.Contains("edgenet_page_answers_total{status=\"4xx\"} 1\n", text, StringComparison.Ordinal);
            Assert.Contains("edgenet_page_answers_total{status=\"2xx\"} 1\n", text, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("^# TYPE ([a-zA-Z_][a-zA-Z0-9_]*) (counter|gauge|summary)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^# HELP [a-zA-Z_][a-zA-Z0-9_]* ([^\\]|\\\\|\\n)*$")]
    private static partial Regex HelpLine();

    [GeneratedRegex("""^([a-zA-Z_][a-zA-Z0-9_]*)(\{[a-z]+="(?:[^"\\]|\\.)*"(?:,[a-z]+="(?:[^"\\]|\\.)*")*\})? (\S+)$""")]
    private static partial Regex SampleLine();

    [GeneratedRegex("_(sum|count)$")]
    private static partial Regex SuffixOfSummary();
}
