using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Devices.Outputs.Tests.Json;

public sealed class EventJsonTests
{
    private static readonly ReadingEvent Sample = TestEvents.Make(2139) with { Id = "01KB7M9Q3T8ZC4V5N6W7X8Y9Z0" };

    [Fact]
    public void An_event_is_one_line_with_the_fields_that_are_documented()
    {
        Assert.Equal(
            """
            {"id":"01KB7M9Q3T8ZC4V5N6W7X8Y9Z0","time":"2026-11-29T17:51:19.123Z","source":"/dev/video0","region":null,"pattern":"zip",
            "text":"02139","confidence":0.9731,"alternatives":[{"text":"02189","confidence":0.0102}],
            "digits":[{"character":"0","confidence":0.999,"box":[12,40,18,27]},{"character":"2","confidence":0.5,"box":[31,40,18,27]}],
            "frames":3,"milliseconds":12.345}
            """.ReplaceLineEndings(""),
            Text(EventJson.Format(Sample)));
    }

    [Fact]
    public void Correction_and_evidence_are_there_only_where_they_are_wanted()
    {
        ReadingEvent reading = Sample with { Evidence = new byte[] { 1, 2, 3 } };
        Assert.EndsWith(",\"milliseconds\":12.345}", Text(EventJson.Format(reading)));
        Assert.EndsWith(",\"correction\":\"02138\",\"evidence\":\"AQID\"}", Text(EventJson.Format(reading, "02138", withEvidence: true)));
        Assert.DoesNotContain("evidence", Text(EventJson.Format(Sample, withEvidence: true)));
    }

    [Fact]
    public void What_was_not_accepted_has_no_text()
    {
        string json = Text(EventJson.Format(Sample with { Text = null, Region = "meter" }));
        Assert.Contains(",\"region\":\"meter\",", json);
        Assert.Contains(",\"text\":null,", json);
    }

    [Fact]
    public void What_a_page_or_terminal_would_act_on_is_escaped()
    {
        string json = Text(EventJson.Format(Sample with { Source = "<script>alert('x')&\u001b[2J\u202e\u00e9\n\"" }));
        Assert.DoesNotMatch("[<>&'\u0000-\u001f\u007f-\uffff]", json);
        Assert.Equal("<script>alert('x')&\u001b[2J\u202e\u00e9\n\"", EventJson.Parse(Encoding.UTF8.GetBytes(json)).Source);
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(float.PositiveInfinity, 1)]
    public void Confidence_stays_a_probability(float confidence, float expected) =>
        Assert.Equal(expected, EventJson.Parse(EventJson.Format(Sample with { Confidence = confidence })).Confidence);

    [Fact]
    public void Another_culture_changes_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        string expected = Text(EventJson.Format(Sample));
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "!" } };
            Assert.Equal(expected, Text(EventJson.Format(Sample)));
            Assert.Equal(0.9731f, EventJson.Parse(EventJson.Format(Sample)).Confidence);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Whatever_names_there_are_the_event_is_read_back()
    {
        Prop.ForAll<string, string?, int>((source, region, x) =>
        {
            ReadingEvent reading = Sample with
            {
                Source = source ?? "",
                Region = region,
                Digits = [new EventDigit(',', 0.25f, x, -x, 3, 4)],
            };
            ReadingEvent read = EventJson.Parse(EventJson.Format(reading));
            Assert.Equal(Sound(reading.Source), read.Source);
            Assert.Equal(region is null ? null : Sound(region), read.Region);
            Assert.Equal(reading.Digits, read.Digits);
            Assert.Equal(reading.Alternatives, read.Alternatives);
            Assert.Equal((reading.Id, reading.Time, reading.Frames, reading.ReadTime), (read.Id, read.Time, read.Frames, read.ReadTime));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("{}", "id: expected this field, found none")]
    [InlineData("[]", "event: expected an object, found []")]
    [InlineData("{\"id\":\"../x\"}", "id: expected 1 to 64 letters, digits, '-' or '_', found '../x'")]
    [InlineData("{\"id\":7}", "id: expected a text, found 7")]
    [InlineData("nonsense", "event: expected JSON: ")]
    public void What_is_wrong_is_named(string json, string expected) =>
        Assert.StartsWith(expected, Assert.Throws<FormatException>(() => EventJson.Parse(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void Fields_out_of_their_range_are_named()
    {
        string sample = Text(EventJson.Format(Sample));
        Assert.StartsWith("confidence: expected a number from 0 to 1, found 1.5", Fault(sample.Replace("0.9731", "1.5")));
        Assert.StartsWith("time: expected one as ISO 8601", Fault(sample.Replace("2026-11-29", "2026-13-29")));
        Assert.StartsWith("box: expected four numbers", Fault(sample.Replace("[12,40,18,27]", "[12,40,18]")));
        Assert.StartsWith("box: expected a whole number, found 1e99", Fault(sample.Replace("[12,", "[1e99,")));
        Assert.StartsWith("character: expected a digit", Fault(sample.Replace("\"character\":\"0\"", "\"character\":\"<\"")));
        Assert.StartsWith("milliseconds: expected a number from 0", Fault(sample.Replace("12.345", "-1")));
        string many = string.Concat(Enumerable.Repeat("{},", 5000));
        Assert.StartsWith("digits: expected at most 4096", Fault(sample.Replace("\"digits\":[", "\"digits\":[" + many)));
        Assert.StartsWith("event: expected at most", Fault(sample.Replace("zip", new string('z', 1 << 18))));
    }

    [Fact]
    public void Damaged_bytes_are_a_format_exception_and_nothing_else()
    {
        byte[] sample = EventJson.Format(Sample);
        var random = new Random(1);
        for (int round = 0; round < 5000; round++)
        {
            byte[] damaged = [.. sample[..random.Next(sample.Length)], .. sample[random.Next(sample.Length)..]];
            for (int i = random.Next(4); i > 0 && damaged.Length > 0; i--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                ReadingEvent read = EventJson.Parse(damaged);
                Assert.True(EventJson.IsId(read.Id));
            }
            catch (FormatException error)
            {
                Assert.DoesNotContain('\n', error.Message);
            }
        }
    }

    private static string Fault(string json) =>
        Assert.Throws<FormatException>(() => EventJson.Parse(Encoding.UTF8.GetBytes(json))).Message;

    private static string Text(byte[] json)
    {
        using JsonDocument parsed = JsonDocument.Parse(json);
        return Encoding.UTF8.GetString(json);
    }

    /// <summary>Halves of surrogate pairs have no UTF-8.</summary>
    private static string Sound(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
