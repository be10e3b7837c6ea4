using System.Net;
using System.Net.Sockets;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Doctor;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Looks whether the page is there, or its address can be had.</summary>
/// <param name="page">Where it is.</param>
internal sealed class PageCheck(PageConfig page) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "page";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (!page.IsEnabled)
            return CheckResult.Unused("enabled = false in [page]");
        var where = new IPEndPoint(page.Address, page.Port);
        try
        {
            using var probe = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(where);
            return CheckResult.Ok($"http://{where} is free; the station answers there while it runs");
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return Ask(where, cancellation);
        }
        catch (SocketException error)
        {
            return CheckResult.Failed(
                $"http://{where}: {error.Message}", "set address and port in [page]: 'ip address' lists this machine's addresses");
        }
    }

    /// <summary>Who is there answers as the page does, or is another program.</summary>
    private static CheckResult Ask(IPEndPoint where, CancellationToken cancellation)
    {
        IPAddress host = where.Address.Equals(IPAddress.Any) ? IPAddress.Loopback
            : where.Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : where.Address;
        try
        {
            using var client = new TcpClient(where.AddressFamily);
            client.ConnectAsync(host, where.Port, cancellation).AsTask().GetAwaiter().GetResult();
            using NetworkStream stream = client.GetStream();
            stream.Write("GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8);
            byte[] answer = new byte[4096];
            ValueTask<int> reading = stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellation);
            int length = reading.AsTask().GetAwaiter().GetResult();
            ReadOnlySpan<byte> head = answer.AsSpan(0, length);
            // The metrics themselves, or where a token is missing, for what it is asked.
            bool isOurs = head.IndexOf("edgenet_"u8) >= 0 || head.IndexOf("realm=\"EdgeNet\""u8) >= 0;
            return isOurs ? CheckResult.Ok($"http://{where} answers") : Foreign(where);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return Foreign(where);
        }
    }

    private static CheckResult Foreign(IPEndPoint where) =>
        CheckResult.Failed($"http://{where}: another program has it", "set another port in [page]; 'ss -tlnp' says who it is");
}
