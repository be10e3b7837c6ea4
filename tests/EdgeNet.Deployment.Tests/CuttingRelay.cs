using System.Net;
using System.Net.Sockets;

namespace EdgeNet.Deployment.Tests;

/// <summary>Stands between a user and a device, until it cuts the connection.</summary>
internal sealed class CuttingRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<Socket> _sockets = [];
    private readonly int _target;
    private readonly long _most;
    private long _sent;

    /// <param name="target">The device's port.</param>
    /// <param name="most">It cuts when so many bytes have gone to the device.</param>
    public CuttingRelay(int target, long most = long.MaxValue)
    {
        (_target, _most) = (target, most);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        lock (_sockets)
        {
            foreach (Socket socket in _sockets)
                socket.Dispose();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket near = await _listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                lock (_sockets)
                    _sockets.AddRange([near, far]);
                await far.ConnectAsync(IPAddress.Loopback, _target);
                _ = PumpAsync(near, far, isCounted: true);
                _ = PumpAsync(far, near, isCounted: false);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isCounted)
    {
        byte[] buffer = new byte[16384];
        try
        {
            for (int count = await from.ReceiveAsync(buffer); count > 0; count = await from.ReceiveAsync(buffer))
            {
                if (isCounted && (_sent += count) > _most)
                    break;
                await to.SendAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The other side has gone.
        }

        from.Dispose();
        to.Dispose();
    }
}
