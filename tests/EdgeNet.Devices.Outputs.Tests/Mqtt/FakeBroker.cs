using System.Net;
using System.Net.Sockets;

namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>Something that listens where a broker should be, and says what it is told to each packet.</summary>
internal sealed class FakeBroker : IDisposable
{
    /// <summary>MQTT 5: accepted, without properties.</summary>
    public static readonly byte[] Accepted = [0x20, 3, 0, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly Func<byte[], byte[]?> _answer;

    /// <param name="answer">From what came in one piece to what is said; null ends the connection, nothing says nothing.</param>
    public FakeBroker(Func<byte[], byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
            var buffer = new byte[1 << 16];
            while (await client.GetStream().ReadAsync(buffer, _closing.Token) is > 0 and var count)
            {
                if (_answer(buffer[..count]) is not { } answer)
                    return;
                await client.GetStream().WriteAsync(answer, _closing.Token);
            }
        }
    }
}
