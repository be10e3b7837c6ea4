using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EdgeNet.Devices.Status.Tests;

/// <summary>Clients that want no answer, or one that is not theirs.</summary>
public class HostileClientsTests
{
    private const string Head = "HTTP/1.1\r\nHost: localhost\r\n";
    private const string JsonType = "Content-Type: application/json\r\n";

    [Fact]
    public async Task A_thousand_slow_clients_are_bounded_and_keep_nobody_out()
    {
        const int Clients = 1000, Most = 64;
        await using TestPage page = await TestPage.StartAsync(new StatusOptions { MaxConnections = Most });
        page.Station.Show(TestReadings.Envelope());
        var slow = new List<Socket>();
        try
        {
            for (int i = 0; i < Clients; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                slow.Add(socket);
                await socket.ConnectAsync(IPAddress.Loopback, page.Address.Port);
                // Some say nothing, some begin a request, some begin a body.
                string begin = (i % 3) switch
                {
                    0 => "",
                    1 => "GET /state HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
                    _ => "PUT /regions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n",
                };
                await TrySendAsync(socket, begin);
                if (i % 100 != 99) continue;
                // All the while others are answered, in connections of their own.
                page.Client.DefaultRequestHeaders.ConnectionClose = true;
                using HttpResponseMessage answer = await page.Client.GetAsync("/state");
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            string metrics = await page.Client.GetStringAsync("/metrics");
            Assert.InRange(Value(metrics, "edgenet_page_connections"), 1, Most);
            Assert.InRange(Value(metrics, "edgenet_page_connections_refused_total"), Clients - Most, Clients + 100);
        }
        finally
        {
            slow.ForEach(socket => socket.Dispose());
        }
    }

    [Theory]
    [InlineData("/../../etc/passwd")]
    [InlineData("/..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/readings/../../etc/passwd")]
    [InlineData("/readings/%2e%2e%2fpage.css/crop.png")]
    [InlineData("/readings/..%5c..%5cx/crop.png")]
    [InlineData("//evil.example/")]
    [InlineData("/page.js/")]
    [InlineData("/page.js%00.css")]
    [InlineData("/PAGE.JS")]
    [InlineData("/index.html")]
    [InlineData("/%c0%ae%c0%ae/")]
    [InlineData("/état")]
    [InlineData("http://evil.example/state")]
    [InlineData("*")]
    public async Task Tricks_with_paths_lead_nowhere(string path)
    {
        await using TestPage page = await TestPage.StartWithTokenAsync();
        string answer = await page.SendRawAsync(
            TestReadings.Utf8($"GET {path} {Head}Connection: close\r\nAuthorization: Bearer {TestPage.Token}\r\n\r\n"));
        Assert.Matches(@"^HTTP/1\.1 (400|404|405) ", answer.Split("\r\n")[0]);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "/regions", 405)]
    [InlineData("POST", "/state", 405)]
    [InlineData("TRACE", "/", 405)]
    [InlineData("CONNECT", "localhost:80", 400)]
    [InlineData("OPTIONS", "/regions", 405)]
    [InlineData("HEAD", "/state", 200)]
    public async Task Methods_that_a_page_lacks_are_refused(string method, string path, int status)
    {
        await using TestPage page = await TestPage.StartAsync();
        string answer = await page.SendRawAsync(TestReadings.Utf8($"{method} {path} {Head}Connection: close\r\nContent-Length: 0\r\n\r\n"));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} "), answer, StringComparison.Ordinal);
        if (method == "HEAD") Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_refused_before_it_is_read()
    {
        await using TestPage page = await TestPage.StartAsync();
        foreach ((string request, string status) in new[]
        {
            ("PUT /regions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n", "413"),
            ($"GET /{new string('a', 9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", "414"),
            ($"GET / HTTP/1.1\r\nHost: localhost\r\nX: {new string('a', 20_000)}\r\n\r\n", "431"),
            ($"GET / HTTP/1.1\r\nHost: localhost\r\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"X{i}: 1\r\n"))}\r\n", "431"),
            ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", "400"),
        })
        {
            // The answer may be lost where the connection is cut off before all was taken.
            string answer = await page.SendRawAsync(TestReadings.Utf8(request));
            Assert.Matches($@"^(HTTP/1\.1 {status} [\s\S]*)?$", answer);
        }

        string chunks = string.Concat(Enumerable.Repeat("2000\r\n" + new string('x', 0x2000) + "\r\n", 20));
        string chunked = await page.SendRawAsync(
            TestReadings.Utf8($"PUT /regions {Head}{JsonType}Transfer-Encoding: chunked\r\n\r\n{chunks}0\r\n\r\n"));
        Assert.Matches(@"^(HTTP/1\.1 413 [\s\S]*)?$", chunked);
        Assert.Equal(1, page.Station.GetRegions().Revision);
    }

    [Fact]
    public async Task Random_bytes_and_mangled_requests_never_make_the_page_fail()
    {
        await using TestPage page = await TestPage.StartAsync();
        page.Station.Show(TestReadings.Envelope(), TestReadings.Digits());
        string id = TestReadings.Event(crop: TestReadings.Crop()).Id;
        string[] seeds =
        [
            "GET /state HTTP/1.1\r\nHost: localhost\r\nCookie: edgenet-session=abc\r\nAuthorization: Bearer x\r\n\r\n",
            "PUT /regions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 112\r\n\r\n"
                + """{"revision":1,"regions":[{"name":"meter","x":1,"y":2,"width":300,"height":80,"pattern":"digits 5"}]}            """,
            $"POST /readings/{id}/correction {Head}{JsonType}Content-Length: 16\r\n\r\n{{\"text\":\"02139\"}}",
            $"POST /login {Head}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 11\r\n\r\ntoken=%41%4",
            "GET /readings?most=5&before=17 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ];
        var random = new Random(14);
        int answered = 0;
        for (int round = 0; round < 60; round++)
        {
            var requests = Enumerable.Range(0, 12).Select(
                i => i % 6 == 5 ? RandomBytes(random, random.Next(1, 400)) : Mangle(random, TestReadings.Utf8(seeds[i % 6]))).ToList();
            IEnumerable<Task<string>> answers = requests.Select(request => page.SendRawAsync(request, TimeSpan.FromMilliseconds(200)));
            foreach (string answer in await Task.WhenAll(answers))
            {
                if (answer.Length > 0) answered++;
                Assert.DoesNotMatch(@"(^|\n)HTTP/1\.1 500", answer);
            }
        }

        Assert.InRange(answered, 300, 720);
        await page.GetJsonAsync("/state");
    }

    private static byte[] RandomBytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mangle(Random random, byte[] bytes)
    {
        var mangled = bytes.ToList();
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            int at = random.Next(mangled.Count);
            switch (random.Next(4))
            {
                case 0: mangled[at] = (byte)random.Next(256); break;
                case 1: mangled.RemoveRange(at, Math.Min(random.Next(1, 20), mangled.Count - at - 1)); break;
                case 2: mangled.InsertRange(at, mangled.GetRange(at, Math.Min(random.Next(1, 40), mangled.Count - at))); break;
                default: mangled.Insert(at, (byte)"{}[]\":,0-9\r\n %"[random.Next(14)]); break;
            }
        }

        return [.. mangled];
    }

    private static async Task TrySendAsync(Socket socket, string text)
    {
        try
        {
            await socket.SendAsync(TestReadings.Utf8(text));
        }
        catch (SocketException)
        {
            // Cut off already.
        }
    }

    private static double Value(string metrics, string name)
    {
        string line = metrics.Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
