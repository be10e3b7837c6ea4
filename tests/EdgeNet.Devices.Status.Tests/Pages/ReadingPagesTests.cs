using System.Net;
using System.Text.Json;
using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Status.Tests.Pages;

public sealed class ReadingPagesTests : IAsyncLifetime
{
    private TestPage _page = null!;

    public async Task InitializeAsync() => _page = await TestPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task The_newest_readings_come_first_and_older_ones_by_asking()
    {
        var ids = new List<string>();
        for (int i = 0; i < 45; i++)
            ids.Add(Add(TestReadings.Event()));
        ids.Reverse();
        JsonElement first = await _page.GetJsonAsync("/readings");
        Assert.Equal(ids.Take(20), Ids(first));
        JsonElement second = await _page.GetJsonAsync($"/readings?before={first.GetProperty("before").GetInt64()}");
        Assert.Equal(ids.Skip(20).Take(20), Ids(second));
        JsonElement third = await _page.GetJsonAsync($"/readings?before={second.GetProperty("before").GetInt64()}");
        Assert.Equal(ids.Skip(40), Ids(third));
        Assert.Equal(JsonValueKind.Null, third.GetProperty("before").ValueKind);
    }

    [Fact]
    public async Task A_reading_has_the_one_form_of_an_event_and_its_crop()
    {
        byte[] crop = TestReadings.Crop();
        ReadingEvent reading = TestReadings.Event(crop: crop);
        Add(reading);
        JsonElement entry = (await _page.GetJsonAsync($"/readings/{reading.Id}")).GetProperty("entry");
        Assert.Equal(JsonElement.Parse(TestReadings.Format(reading).Span).GetRawText(), entry.GetProperty("reading").GetRawText());
        Assert.True(entry.GetProperty("crop").GetBoolean());
        using HttpResponseMessage answer = await _page.Client.GetAsync($"/readings/{reading.Id}/crop.png");
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(crop, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_reading_without_a_crop_or_with_something_else_for_one_has_none()
    {
        string none = Add(TestReadings.Event());
        string script = Add(TestReadings.Event(crop: TestReadings.Utf8("<script>alert(1)</script>")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/readings/{none}/crop.png"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/readings/{script}/crop.png"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("/readings/01KB7M9Q3T8ZC4V5N6W7X8Y9Z0"));
    }

    [Fact]
    public async Task A_correction_becomes_a_labelled_sample()
    {
        string id = Add(TestReadings.Event(text: "02189", crop: TestReadings.Crop()));
        (HttpStatusCode status, JsonElement answer) = await CorrectAsync(id, """{"text":" 02139 "}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"correction":"02139","sample":"line","samples":1}""", answer.GetRawText());
        Assert.Equal(["file,digits", $"{id}.png,02139"], File.ReadAllLines(Path.Combine(_page.Samples.Folder, "labels.csv")));
        Assert.Equal(TestReadings.Crop(), File.ReadAllBytes(Path.Combine(_page.Samples.Folder, id + ".png")));
        JsonElement entry = (await _page.GetJsonAsync($"/readings/{id}")).GetProperty("entry");
        Assert.Equal("02139", entry.GetProperty("correction").GetString());
        Assert.Equal(1, (await _page.GetJsonAsync("/state")).GetProperty("samples").GetInt32());
    }

    [Fact]
    public async Task A_correction_without_a_crop_is_noted_all_the_same()
    {
        string id = Add(TestReadings.Event());
        (_, JsonElement answer) = await CorrectAsync(id, """{"text":"1"}""");
        Assert.Equal("none", answer.GetProperty("sample").GetString());
        Assert.Equal("1", _page.Readings.Find(id)!.Correction);
    }

    [Theory]
    [InlineData("", "expected JSON")]
    [InlineData("{", "expected JSON")]
    [InlineData("[]", "The body: expected an object, found []")]
    [InlineData("{}", "text: expected a value, found none")]
    [InlineData("""{"text":1}""", "text: expected a text of at most 1024 characters, found 1")]
    [InlineData("""{"text":"1","text":"2"}""", "expected JSON")]
    [InlineData("""{"text":""}""", "text: The right value: expected 1 to 96 of")]
    [InlineData("""{"text":"<b>"}""", "text: The right value: expected 1 to 96 of")]
    [InlineData("""{"text":"1,2\r\nx.png,3"}""", "text: The right value: expected 1 to 96 of")]
    [InlineData("""[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]""", "expected JSON")]
    public async Task A_correction_that_is_none_is_an_error_that_says_why(string body, string expected)
    {
        string id = Add(TestReadings.Event(crop: TestReadings.Crop()));
        (HttpStatusCode status, JsonElement answer) = await CorrectAsync(id, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(expected, answer.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Null(_page.Readings.Find(id)!.Correction);
        Assert.False(Directory.Exists(_page.Samples.Folder));
    }

    [Fact]
    public async Task A_correction_of_no_reading_keeps_nothing()
    {
        (HttpStatusCode status, _) = await CorrectAsync("01KB7M9Q3T8ZC4V5N6W7X8Y9Z0", """{"text":"1"}""");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.False(Directory.Exists(_page.Samples.Folder));
    }

    [Fact]
    public async Task A_body_of_another_type_or_too_long_is_refused()
    {
        string path = $"/readings/{Add(TestReadings.Event())}/correction";
        using HttpResponseMessage plain = await _page.SendAsync(HttpMethod.Post, path, """{"text":"1"}""", "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, plain.StatusCode);
        using HttpResponseMessage longBody = await _page.SendAsync(HttpMethod.Post, path, "{\"text\":\"" + new string('1', 5000) + "\"}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, longBody.StatusCode);
    }

    private static IEnumerable<string?> Ids(JsonElement list) =>
        list.GetProperty("readings").EnumerateArray().Select(entry => entry.GetProperty("reading").GetProperty("id").GetString());

    private string Add(ReadingEvent reading)
    {
        _page.Readings.OnEvent(reading);
        return reading.Id;
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage response = await _page.Client.GetAsync(path);
        return response.StatusCode;
    }

    private async Task<(HttpStatusCode Status, JsonElement Answer)> CorrectAsync(string id, string body)
    {
        using HttpResponseMessage response = await _page.SendAsync(HttpMethod.Post, $"/readings/{id}/correction", body);
        return (response.StatusCode, await TestPage.JsonAsync(response));
    }
}
