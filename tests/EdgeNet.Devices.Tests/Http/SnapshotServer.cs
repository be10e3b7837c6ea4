using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Tests.Http;

/// <summary>A camera's HTTP server on this machine, byte by byte, so that it can misbehave.</summary>
internal sealed class SnapshotServer : IDisposable
{
    public const string User = "root";
    public const string Password = "p:a ss";
    private const string Realm = "camera";
    private const string Nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, string[], byte[]> _answer;
    private readonly CancellationTokenSource _closing = new();

    /// <param name="answer">From a request's path and headers to the whole response; an empty one holds the connection open.</param>
    public SnapshotServer(Func<string, string[], byte[]> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Requests { get; private set; }

    public Uri Address(string path = "/snap.jpg", string userInfo = "") =>
        new($"http://{userInfo}127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}");

    public static byte[] Ok(byte[] body, string type = "image/jpeg") =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    public static byte[] Status(string status, string headers = "") =>
        Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\n\r\n");

    public static byte[] AskForDigest() =>
        Status(
            "401 Unauthorized",
            $"WWW-Authenticate: Basic realm=\"{Realm}\"\r\n"
            + $"WWW-Authenticate: Digest realm=\"{Realm}\", nonce=\"{Nonce}\", algorithm=MD5, qop=\"auth\"\r\n");

    public static byte[] AskForBasic() => Status("401 Unauthorized", $"WWW-Authenticate: Basic realm=\"{Realm}\"\r\n");

    /// <summary>Whether the headers prove the password by RFC 2617's digest.</summary>
    public static bool IsDigestRight(string path, string[] headers)
    {
        string? header = Array.Find(headers, h => h.StartsWith("Authorization: Digest ", StringComparison.OrdinalIgnoreCase));
        if (header is null)
            return false;
        var fields = header["Authorization: Digest ".Length..]
            .Split(',')
            .Select(f => f.Trim().Split('=', 2))
            .ToDictionary(f => f[0], f => f[1].Trim('"'));
        string ha1 = Md5($"{User}:{Realm}:{Password}");
        string ha2 = Md5($"GET:{path}");
        return fields["uri"] == path && fields["nonce"] == Nonce && fields["username"] == User
            && fields["response"] == Md5($"{ha1}:{Nonce}:{fields["nc"]}:{fields["cnonce"]}:{fields["qop"]}:{ha2}");
    }

    public static bool IsBasicRight(string[] headers) =>
        headers.Contains($"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"))}");

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Stop();
    }

    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));

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
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } request)
            {
                var headers = new List<string>();
                while (await reader.ReadLineAsync(_closing.Token) is { Length: > 0 } header)
                    headers.Add(header);
                Requests++;
                byte[] answer = _answer(request.Split(' ')[1], [.. headers]);
                if (answer.Length == 0)
                    await Task.Delay(Timeout.Infinite, _closing.Token);
                await client.GetStream().WriteAsync(answer, _closing.Token);
                if (!answer.AsSpan().StartsWith("HTTP"u8) || answer.AsSpan().IndexOf("Content-Length"u8) < 0)
                    return;
            }
        }
    }
}
