using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EdgeNet.Training.Tests.Data.Fetching;

/// <summary>A server of one file, with the manners that servers have.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly byte[] _file;
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FileServer(byte[] file)
    {
        _file = file;
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>Its address.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Whether it knows ranges.</summary>
    public bool KnowsRanges { get; set; } = true;

    /// <summary>Where it breaks off; null for nowhere.</summary>
    public int? BreaksAfter { get; set; }

    /// <summary>Whether it goes silent there in place of that.</summary>
    public bool Stalls { get; set; }

    /// <summary>The status of every answer; null for the file's.</summary>
    public string? Status { get; set; }

    /// <summary>The first lines and ranges of the requests.</summary>
    public List<string> Requests { get; } = [];

    public void Dispose()
    {
        _end.TrySetResult();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        string request = await reader.ReadLineAsync() ?? "";
        int first = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            if (!line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase)) continue;
            first = int.Parse(line[13..].TrimEnd('-'), CultureInfo.InvariantCulture);
            request += " from " + first.ToString(CultureInfo.InvariantCulture);
        }

        Requests.Add(request);
        if (!KnowsRanges) first = 0;
        string status = Status ?? (first >= _file.Length ? "416 Range Not Satisfiable" : first > 0 ? "206 Partial Content" : "200 OK");
        byte[] body = status[0] == '2' ? _file[first..] : [];
        string range = status.StartsWith("206", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {first}-{_file.Length - 1}/{_file.Length}\r\n") : "";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{range}Connection: close\r\n\r\n")));
        int count = Math.Min(body.Length, (BreaksAfter ?? int.MaxValue) - (BreaksAfter is null ? 0 : Math.Min(first, BreaksAfter.Value)));
        await stream.WriteAsync(body.AsMemory(0, count));
        // A task that nobody holds would be collected, and its connection closed.
        if (Stalls) await _end.Task;
    }
}
