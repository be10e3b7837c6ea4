using System.Net;
using System.Text;
using System.Text.Json;

namespace EdgeNet.ZipReader.Tests.Programs;

/// <summary>A web server that takes readings, or refuses them while it is told to.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly List<string> _bodies = [];

    public Receiver()
    {
        int port = StationProcess.FreePort();
        Address = FormattableString.Invariant($"http://127.0.0.1:{port}/");
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.OK;

    public IReadOnlyList<JsonElement> Events
    {
        get
        {
            lock (_bodies)
                return [.. _bodies.Select(body => JsonDocument.Parse(body).RootElement)];
        }
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context = await _listener.GetContextAsync();
            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            string body = await reader.ReadToEndAsync();
            HttpStatusCode answer = Answer;
            if (answer == HttpStatusCode.OK)
            {
                lock (_bodies)
                    _bodies.Add(body);
            }

            context.Response.StatusCode = (int)answer;
            context.Response.Close();
        }
    }
}
