using System.Net;
using System.Text.Json;
using EdgeNet.Vision.Pictures;
using Microsoft.Extensions.Logging;

namespace EdgeNet.Devices.Status.Tests.Pages;

public sealed class StationPagesTests : IAsyncLifetime
{
    private TestPage _page = null!;

    public async Task InitializeAsync() => _page = await TestPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task The_state_before_the_first_frame_has_no_picture()
    {
        JsonElement state = await _page.GetJsonAsync("/state");
        Assert.Equal(JsonValueKind.Null, state.GetProperty("picture").ValueKind);
        Assert.Equal(JsonValueKind.Null, state.GetProperty("newest").ValueKind);
        Assert.Equal("Meter in the cellar", state.GetProperty("name").GetString());
        using HttpResponseMessage picture = await _page.Client.GetAsync("/picture.jpg");
        Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
    }

    [Fact]
    public async Task The_state_tells_picture_digits_stages_and_counters()
    {
        _page.Station.Show(TestReadings.Envelope(), TestReadings.Digits());
        _page.Station.Stages.Add(TestReadings.Stage());
        JsonElement state = await _page.GetJsonAsync("/state");
        JsonElement picture = state.GetProperty("picture");
        Assert.Equal((640, 480), (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()));
        JsonElement digit = picture.GetProperty("digits")[2];
        Assert.Equal("""{"character":"1","confidence":0.72,"box":[178,199,22,58]}""", digit.GetRawText());
        string stage = state.GetProperty("stages")[0].GetRawText();
        Assert.Equal("""{"name":"read","count":12,"last":5,"median":3,"p99":7.5,"longest":8}""", stage);
        Assert.Equal("mqtt", state.GetProperty("counters")[1].GetProperty("label").GetString());

        using HttpResponseMessage answer = await _page.Client.GetAsync($"/picture.jpg?number={picture.GetProperty("number").GetInt64()}");
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
        GreyPicture shown = PictureFile.Read(await answer.Content.ReadAsByteArrayAsync(), "shown");
        Assert.Equal((640, 480), (shown.Width, shown.Height));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_leaves_the_rest_of_the_state()
    {
        await using TestPage page = await TestPage.StartAsync(history: new BrokenHistory());
        page.Station.Show(TestReadings.Envelope(), TestReadings.Digits());
        JsonElement state = await page.GetJsonAsync("/state");
        Assert.Equal(JsonValueKind.Null, state.GetProperty("newest").ValueKind);
        Assert.Equal(640, state.GetProperty("picture").GetProperty("width").GetInt32());
        using HttpResponseMessage readings = await page.Client.GetAsync("/readings");
        Assert.Equal(HttpStatusCode.Conflict, readings.StatusCode);
    }

    [Fact]
    public async Task Numbers_that_JSON_does_not_have_do_no_harm()
    {
        _page.Station.Counters.Add(new StationCounter("bad", "Not a number", double.NaN));
        _page.Station.Show(new GreyPicture(4, 4), new StationDigit('1', float.NaN, 0, 0, 1, 1));
        JsonElement state = await _page.GetJsonAsync("/state");
        Assert.Equal(JsonValueKind.Null, state.GetProperty("counters")[3].GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task What_the_station_says_is_escaped()
    {
        const string Hostile = "</script><img src=x onerror=alert(1)>\u001b[31m\u202e\"";
        _page.Station.Name = Hostile;
        _page.Station.Problems.Add(Hostile);
        _page.Station.Log(LogLevel.Warning, Hostile);
        foreach (string path in new[] { "/state", "/log" })
        {
            string text = await _page.Client.GetStringAsync(path);
            Assert.DoesNotContain('<', text);
            Assert.DoesNotContain('\u001b', text);
            Assert.Contains(@"\\u001b[31m\\u202e", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_goes_on_where_it_was_left()
    {
        _page.Station.Log(LogLevel.Information, "one");
        _page.Station.Log(LogLevel.Error, "two");
        JsonElement lines = (await _page.GetJsonAsync("/log?after=1")).GetProperty("lines");
        Assert.Equal(1, lines.GetArrayLength());
        Assert.Equal("two", lines[0].GetProperty("text").GetString());
        Assert.Equal("Error", lines[0].GetProperty("level").GetString());
    }

    [Theory]
    [InlineData("/log?after=-1")]
    [InlineData("/log?after=x")]
    [InlineData("/log?after=99999999999999999999")]
    [InlineData("/picture.jpg?number=1e3")]
    [InlineData("/readings?most=0")]
    [InlineData("/readings?most=201")]
    [InlineData("/readings?before=01KB")]
    public async Task A_query_out_of_its_range_is_an_error_that_names_it(string path)
    {
        using HttpResponseMessage response = await _page.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        string error = (await TestPage.JsonAsync(response)).GetProperty("error").GetString()!;
        Assert.Matches("^(after|number|most|before): expected .*, found '.*'\\.$", error);
    }

    [Fact]
    public async Task A_request_starts_a_reading_where_one_may()
    {
        Assert.Equal(HttpStatusCode.Accepted, await TriggerAsync());
        Assert.Equal(1, _page.Station.Triggers);
        _page.Station.IsBusy = true;
        Assert.Equal(HttpStatusCode.Conflict, await TriggerAsync());
        _page.Station.CanTrigger = false;
        Assert.Equal(HttpStatusCode.Conflict, await TriggerAsync());
    }

    [Fact]
    public async Task A_fault_in_the_station_is_an_answer_and_the_page_goes_on()
    {
        _page.Station.Fault = new InvalidOperationException("secret /home/pi");
        using (HttpResponseMessage response = await _page.Client.GetAsync("/state"))
        {
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
            Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        _page.Station.Fault = null;
        await _page.GetJsonAsync("/state");
    }

    private async Task<HttpStatusCode> TriggerAsync()
    {
        using HttpResponseMessage response = await _page.SendAsync(HttpMethod.Post, "/trigger", "{}");
        return response.StatusCode;
    }
}
