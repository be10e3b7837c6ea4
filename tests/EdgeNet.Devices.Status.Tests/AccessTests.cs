using System.Net;
using System.Net.Http.Headers;

namespace EdgeNet.Devices.Status.Tests;

/// <summary>Who may see and change what, over HTTP.</summary>
public class AccessTests
{
    private static readonly string[] Paths =
    [
        "/state", "/picture.jpg", "/readings", "/readings/01KB7M9Q3T8ZC4V5N6W7X8Y9Z0", "/readings/01KB7M9Q3T8ZC4V5N6W7X8Y9Z0/crop.png",
        "/regions", "/log", "/metrics", "/page.js", "/nowhere",
    ];

    private static (string, string) Bearer(string token) => ("Authorization", "Bearer " + token);

    [Fact]
    public void A_page_for_others_needs_a_token()
    {
        using var folder = new TestFolder();
        var error = Assert.Throws<ArgumentException>(() => Make(folder, new StatusOptions { Address = IPAddress.Any }));
        Assert.Contains("expected a token, found none", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Make(folder, new StatusOptions { Token = "short" }));
    }

    [Fact]
    public async Task A_port_that_another_has_is_a_sentence()
    {
        await using TestPage page = await TestPage.StartAsync();
        using var folder = new TestFolder();
        await using StatusServer second = Make(folder, new StatusOptions { Port = page.Address.Port });
        var error = await Assert.ThrowsAsync<IOException>(() => second.StartAsync());
        Assert.Contains($"127.0.0.1:{page.Address.Port}: another program has it.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_right_token_there_is_nothing_but_the_form_to_log_in()
    {
        await using TestPage page = await TestPage.StartWithTokenAsync();
        foreach (string path in Paths)
        {
            using HttpResponseMessage none = await page.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
            Assert.Equal("Bearer", Assert.Single(none.Headers.WwwAuthenticate).Scheme);
        }

        foreach (string wrong in new[] { "", "wrong", TestPage.Token[..^1], TestPage.Token + "x" })
        {
            using HttpResponseMessage response = await page.SendAsync(HttpMethod.Get, "/state", headers: Bearer(wrong));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        using HttpResponseMessage root = await page.Client.GetAsync("/");
        Assert.Equal((HttpStatusCode.SeeOther, "/login"), (root.StatusCode, root.Headers.Location?.ToString()));
        Assert.Contains("<form", await page.Client.GetStringAsync("/login"), StringComparison.Ordinal);
        using HttpResponseMessage change = await page.SendAsync(HttpMethod.Put, "/regions", """{"revision":1,"regions":[]}""");
        Assert.Equal(HttpStatusCode.Unauthorized, change.StatusCode);
        Assert.Equal(1, page.Station.GetRegions().Revision);
    }

    [Fact]
    public async Task The_token_opens_every_page_by_its_header()
    {
        await using TestPage page = await TestPage.StartWithTokenAsync();
        foreach (string path in new[] { "/", "/state", "/readings", "/metrics", "/regions" })
        {
            using HttpResponseMessage response = await page.SendAsync(HttpMethod.Get, path, headers: Bearer(TestPage.Token));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Logging_in_gives_a_cookie_that_scripts_and_other_sites_do_not_get_and_logging_out_ends_it()
    {
        await using TestPage page = await TestPage.StartWithTokenAsync();
        using HttpResponseMessage login = await LogInAsync(page, TestPage.Token);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (login.StatusCode, login.Headers.Location?.ToString()));
        string cookie = Assert.Single(login.Headers.GetValues("Set-Cookie"));
        foreach (string part in new[] { "httponly", "samesite=strict", "path=/", "max-age=43200" })
            Assert.Contains(part, cookie.ToLowerInvariant().Split("; "));
        Assert.DoesNotContain(TestPage.Token, cookie, StringComparison.Ordinal);

        (string, string) session = ("Cookie", cookie.Split(';')[0]);
        using HttpResponseMessage state = await page.SendAsync(HttpMethod.Get, "/state", headers: session);
        Assert.Equal(HttpStatusCode.OK, state.StatusCode);
        using HttpResponseMessage logout = await page.SendAsync(HttpMethod.Post, "/logout", headers: session);
        Assert.Equal(HttpStatusCode.SeeOther, logout.StatusCode);
        using HttpResponseMessage after = await page.SendAsync(HttpMethod.Get, "/state", headers: session);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Wrong_tokens_are_slowed_down_and_open_sessions_are_not()
    {
        await using TestPage page = await TestPage.StartAsync(new StatusOptions { Token = TestPage.Token, Clock = new FakeClock() });
        using HttpResponseMessage login = await LogInAsync(page, TestPage.Token);
        (string, string) session = ("Cookie", Assert.Single(login.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        for (int i = 0; i < 10; i++)
        {
            using HttpResponseMessage wrong = await LogInAsync(page, "wrong");
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using HttpResponseMessage blocked = await LogInAsync(page, TestPage.Token);
        Assert.Equal(HttpStatusCode.TooManyRequests, blocked.StatusCode);
        using HttpResponseMessage bearer = await page.SendAsync(HttpMethod.Get, "/state", headers: Bearer(TestPage.Token));
        Assert.Equal(HttpStatusCode.TooManyRequests, bearer.StatusCode);
        using HttpResponseMessage open = await page.SendAsync(HttpMethod.Get, "/state", headers: session);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_site_changes_nothing(string header, string value)
    {
        await using TestPage page = await TestPage.StartAsync();
        const string Body = """{"revision":1,"regions":[]}""";
        (HttpMethod, string)[] changes = [(HttpMethod.Post, "/trigger"), (HttpMethod.Put, "/regions"), (HttpMethod.Post, "/login")];
        foreach ((HttpMethod method, string path) in changes)
        {
            using HttpResponseMessage response = await page.SendAsync(method, path, Body, headers: (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }

        Assert.Equal((0, 1L), (page.Station.Triggers, page.Station.GetRegions().Revision));
    }

    [Fact]
    public async Task The_page_itself_changes_what_it_wants()
    {
        await using TestPage page = await TestPage.StartAsync();
        using HttpResponseMessage response = await page.SendAsync(
            HttpMethod.Post, "/trigger", "{}",
            headers: [("Origin", page.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin")]);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    [Fact]
    public async Task A_foreign_name_that_points_here_is_not_answered_without_a_token()
    {
        await using TestPage page = await TestPage.StartAsync();
        foreach ((string host, HttpStatusCode expected) in new[]
        {
            ("evil.example", HttpStatusCode.MisdirectedRequest), ("evil.example:80", HttpStatusCode.MisdirectedRequest),
            ("localhost.evil.example", HttpStatusCode.MisdirectedRequest), ("192.168.0.7", HttpStatusCode.MisdirectedRequest),
            ("localhost:8080", HttpStatusCode.OK), ("127.0.0.1", HttpStatusCode.OK), ("[::1]:99", HttpStatusCode.OK),
        })
        {
            using HttpResponseMessage response = await page.SendAsync(HttpMethod.Get, "/state", headers: ("Host", host));
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Every_answer_forbids_foreign_content_framing_and_guessing()
    {
        await using TestPage page = await TestPage.StartAsync();
        foreach (string path in new[] { "/", "/state", "/nowhere", "/metrics", "/page.css", "/log?after=x" })
        {
            using HttpResponseMessage response = await page.Client.GetAsync(path);
            HttpResponseHeaders headers = response.Headers;
            string policy = headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
            Assert.False(headers.Contains("Server"));
            Assert.False(headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    private static StatusServer Make(TestFolder folder, StatusOptions options) =>
        new(new FakeStation(), new RecentReadings(TestReadings.Format), new LabelledSamples(folder.Path), options);

    private static Task<HttpResponseMessage> LogInAsync(TestPage page, string token) =>
        page.SendAsync(HttpMethod.Post, "/login", "token=" + Uri.EscapeDataString(token), "application/x-www-form-urlencoded");
}
