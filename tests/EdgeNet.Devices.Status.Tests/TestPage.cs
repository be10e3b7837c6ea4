using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace EdgeNet.Devices.Status.Tests;

/// <summary>A page that runs, with a station, readings and a folder for samples of its own.</summary>
internal sealed class TestPage : IAsyncDisposable
{
    public const string Token = "a-Token-of-24-characters";

    private readonly TestFolder _folder = new();
    private readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };

    private TestPage(StatusOptions options, bool keepsSamples, IReadingHistory? history)
    {
        Samples = new LabelledSamples(Path.Combine(_folder.Path, "samples"));
        Server = new StatusServer(Station, history ?? Readings, keepsSamples ? Samples : null, options);
        Client = new HttpClient(_handler) { Timeout = TimeSpan.FromMinutes(1) };
    }

    public FakeStation Station { get; } = new();

    public RecentReadings Readings { get; } = new(TestReadings.Format);

    public LabelledSamples Samples { get; }

    public StatusServer Server { get; }

    public HttpClient Client { get; }

    public Uri Address => Server.Address!;

    public static async Task<TestPage> StartAsync(
        StatusOptions? options = null, bool keepsSamples = true, IReadingHistory? history = null)
    {
        var page = new TestPage((options ?? new StatusOptions()) with { Port = 0 }, keepsSamples, history);
        await page.Server.StartAsync();
        page.Client.BaseAddress = page.Address;
        return page;
    }

    public static Task<TestPage> StartWithTokenAsync() => StartAsync(new StatusOptions { Token = Token });

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await JsonAsync(response);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Sends a request with what headers it shall have.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? body = null, string type = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    /// <summary>Sends bytes as they are, and takes what comes until the other side closes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="pause">After how long a silence this side says that nothing more comes; null for never.</param>
    public async Task<string> SendRawAsync(byte[] bytes, TimeSpan? pause = null)
    {
        using var cut = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Address.Port, cut.Token);
        using var answer = new MemoryStream();
        try
        {
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(bytes, cut.Token);
            byte[] piece = new byte[4096];
            bool isClosed = false;
            while (true)
            {
                Task<int> read = stream.ReadAsync(piece, cut.Token).AsTask();
                if (pause is not null && !isClosed && await Task.WhenAny(read, Task.Delay(pause.Value, cut.Token)) != read)
                {
                    client.Client.Shutdown(SocketShutdown.Send);
                    isClosed = true;
                }

                int count = await read;
                if (count == 0) break;
                answer.Write(piece, 0, count);
            }
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            // Cut off: what came until then is the answer.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
