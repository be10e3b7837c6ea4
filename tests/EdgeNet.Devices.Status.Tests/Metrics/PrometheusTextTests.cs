using EdgeNet.Devices.Status.Metrics;

namespace EdgeNet.Devices.Status.Tests.Metrics;

public class PrometheusTextTests
{
    [Fact]
    public void Values_of_one_name_share_its_head()
    {
        var text = new PrometheusText();
        text.Write(new StationCounter("a_total", "How many\nlines \\ of it.", 3) { LabelName = "to", LabelValue = "a\"b\\c\nd" });
        text.Write(new StationCounter("a_total", "Other words.", double.PositiveInfinity) { LabelName = "to", LabelValue = "e" });
        text.Write(new StationCounter("b", "A gauge.", -0.25) { IsGauge = true });
        Assert.Equal(
            "# HELP a_total How many\\nlines \\\\ of it.\n# TYPE a_total counter\n"
            + "a_total{to=\"a\\\"b\\\\c\\nd\"} 3\na_total{to=\"e\"} +Inf\n"
            + "# HELP b A gauge.\n# TYPE b gauge\nb -0.25\n",
            text.ToString());
    }

    [Fact]
    public void What_would_break_the_format_is_left_out()
    {
        var text = new PrometheusText();
        text.Write(new StationCounter("1a", "A digit first.", 1));
        text.Write(new StationCounter("a b", "A space.", 1));
        text.Write(new StationCounter("", "Nothing.", 1));
        text.Write(new StationCounter("a", "A label's name.", 1) { LabelName = "x y", LabelValue = "z" });
        Assert.Equal("", text.ToString());
    }

    [Fact]
    public void A_name_that_comes_again_late_is_left_out()
    {
        var text = new PrometheusText();
        text.Write(new StationCounter("a", "A.", 1));
        text.Write(new StationCounter("b", "B.", 2));
        text.Write(new StationCounter("a", "A.", 3));
        Assert.DoesNotContain("a 3", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_is_a_summary_in_seconds()
    {
        var text = new PrometheusText();
        text.Stages("s", "Stages.", [TestReadings.Stage()]);
        Assert.Equal(
            "# HELP s Stages.\n# TYPE s summary\ns{stage=\"read\",quantile=\"0.5\"} 0.003\ns{stage=\"read\",quantile=\"0.99\"} 0.0075\n"
            + "s_sum{stage=\"read\"} 0.04\ns_count{stage=\"read\"} 12\n",
            text.ToString());
    }
}
