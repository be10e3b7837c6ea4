using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EdgeNet.Devices.Outputs.Tests.Webhook;

/// <summary>A web server on this machine, byte by byte, so that it can misbehave.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<WebRequest, string> _answer;
    private readonly X509Certificate2? _certificate;

    /// <param name="answer">From a request to the whole answer; an empty one holds the connection open.</param>
    /// <param name="certificate">For https; null for http.</param>
    public WebServer(Func<WebRequest, string> answer, X509Certificate2? certificate = null)
    {
        (_answer, _certificate) = (answer, certificate);
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public List<WebRequest> Requests { get; } = [];

    public Uri Address =>
        new($"{(_certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/readings?key=topsecret");

    public static string Status(string status, string headers = "") => $"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n";

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
    }

    private async Task AcceptAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_closing.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(_certificate);
                stream = tls;
            }

            while (await ReadAsync(stream) is { } request)
            {
                lock (Requests)
                    Requests.Add(request);
                string answer = _answer(request);
                if (answer.Length == 0)
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), _closing.Token);
                if (!answer.Contains("Content-Length", StringComparison.Ordinal))
                    return;
            }
        }
    }

    private async Task<WebRequest?> ReadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _closing.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> headers = lines[1..].Select(l => l.Split(": ", 2)).ToDictionary(l => l[0].ToLowerInvariant(), l => l[1]);
        var body = new byte[int.Parse(headers["content-length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, _closing.Token);
        return new WebRequest(lines[0], headers, body);
    }
}
