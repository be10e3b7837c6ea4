using System.Net;
using System.Text.Json;

namespace EdgeNet.Devices.Status.Tests.Pages;

public sealed class RegionPagesTests : IAsyncLifetime
{
    private const string Good = """{"name":"meter","x":1,"y":2,"width":300,"height":80,"pattern":"digits  5"}""";

    private TestPage _page = null!;

    public async Task InitializeAsync() => _page = await TestPage.StartAsync();

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Fact]
    public async Task Regions_are_changed_and_given_back_as_the_station_has_them()
    {
        (HttpStatusCode status, JsonElement answer) = await PutAsync($$"""{"revision":1,"regions":[{{Good}}]}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(2, answer.GetProperty("revision").GetInt64());
        Assert.Equal(new StationRegion("meter", 1, 2, 300, 80, "digits 5"), Assert.Single(_page.Station.GetRegions().Regions));
        Assert.Equal(answer.GetRawText(), (await _page.GetJsonAsync("/regions")).GetRawText());
        (status, _) = await PutAsync("""{"revision":2,"regions":[]}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(_page.Station.GetRegions().Regions);
    }

    [Fact]
    public async Task Whose_pattern_is_fixed_is_said_and_is_not_for_the_page_to_say()
    {
        string good = Good.Replace("}", ",\"fixed\":true}", StringComparison.Ordinal);
        (HttpStatusCode status, JsonElement answer) = await PutAsync($$"""{"revision":1,"regions":[{{good}}]}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.False(answer.GetProperty("regions")[0].GetProperty("fixed").GetBoolean());
        StationRegion region = _page.Station.GetRegions().Regions[0] with { HasFixedPattern = true };
        Assert.True(_page.Station.TrySetRegions([region], 2));
        Assert.True((await _page.GetJsonAsync("/regions")).GetProperty("regions")[0].GetProperty("fixed").GetBoolean());
    }

    [Fact]
    public async Task A_second_editor_does_not_undo_the_first_unseen()
    {
        await PutAsync($$"""{"revision":1,"regions":[{{Good}}]}""");
        (HttpStatusCode status, JsonElement answer) = await PutAsync("""{"revision":1,"regions":[]}""");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("changed elsewhere", Error(answer), StringComparison.Ordinal);
        Assert.Single(_page.Station.GetRegions().Regions);
    }

    [Fact]
    public async Task What_the_station_refuses_is_said_in_its_words()
    {
        _page.Station.Refusal = new StationException("station.toml: the disk is full.");
        (HttpStatusCode status, JsonElement answer) = await PutAsync($$"""{"revision":1,"regions":[{{Good}}]}""");
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("station.toml: the disk is full.", Error(answer));
    }

    [Theory]
    [InlineData("name", "\"\"", "name: expected 1 to 32 of letters")]
    [InlineData("name", "\"a b\"", "name: expected 1 to 32 of letters")]
    [InlineData("name", "\"../x\"", "name: expected 1 to 32 of letters")]
    [InlineData("name", "\"abcdefghijklmnopqrstuvwxyz0123456789\"", "name: expected a text of at most 32 characters")]
    [InlineData("name", "null", "name: expected a text")]
    [InlineData("pattern", "\"letters\"", "pattern: Pattern: expected zip")]
    [InlineData("pattern", "\"digits 99\"", "pattern: Pattern: expected digits N")]
    [InlineData("x", "-1", "x: expected a whole number from 0 to 65235, found -1")]
    [InlineData("x", "1.5", "x: expected a whole number")]
    [InlineData("x", "\"1\"", "x: expected a whole number")]
    [InlineData("y", "1e400", "y: expected a whole number")]
    [InlineData("width", "7", "width: expected a whole number from 8 to 65535, found 7")]
    [InlineData("height", "99999999999999999999", "height: expected a whole number")]
    public async Task A_region_that_is_none_is_an_error_that_names_its_field(string field, string value, string expected)
    {
        var fields = new Dictionary<string, string>
        {
            ["name"] = "\"b\"", ["x"] = "1", ["y"] = "2", ["width"] = "300", ["height"] = "80", ["pattern"] = "\"zip\"",
        };
        fields[field] = value;
        string region = "{" + string.Join(',', fields.Select(f => $"\"{f.Key}\":{f.Value}")) + "}";
        (HttpStatusCode status, JsonElement answer) = await PutAsync($$"""{"revision":1,"regions":[{{Good}},{{region}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("regions[1]." + expected, Error(answer), StringComparison.Ordinal);
        Assert.Equal(1, _page.Station.GetRegions().Revision);
    }

    [Theory]
    [InlineData("""{"revision":1}""", "regions: expected a value, found none.")]
    [InlineData("""{"revision":1,"regions":{}}""", "regions: expected a list of at most 32 objects")]
    [InlineData("""{"revision":1,"regions":[1]}""", "regions[0]: expected an object, found 1.")]
    [InlineData("""{"regions":[]}""", "revision: expected a value, found none.")]
    public async Task A_body_of_another_shape_is_an_error_that_says_where(string body, string expected)
    {
        (HttpStatusCode status, JsonElement answer) = await PutAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(expected, Error(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_regions_of_one_name_and_too_many_are_refused()
    {
        (_, JsonElement twice) = await PutAsync($$"""{"revision":1,"regions":[{{Good}},{{Good}}]}""");
        Assert.StartsWith("regions[1].name: expected a name that no other region has", Error(twice), StringComparison.Ordinal);
        string many = string.Join(',', Enumerable.Range(0, 33).Select(i => Good.Replace("meter", $"m{i}", StringComparison.Ordinal)));
        (_, JsonElement answer) = await PutAsync($$"""{"revision":1,"regions":[{{many}}]}""");
        Assert.StartsWith("regions: expected a list of at most 32 objects", Error(answer), StringComparison.Ordinal);
    }

    private static string? Error(JsonElement answer) => answer.GetProperty("error").GetString();

    private async Task<(HttpStatusCode Status, JsonElement Answer)> PutAsync(string body)
    {
        using HttpResponseMessage response = await _page.SendAsync(HttpMethod.Put, "/regions", body);
        return (response.StatusCode, await TestPage.JsonAsync(response));
    }
}
