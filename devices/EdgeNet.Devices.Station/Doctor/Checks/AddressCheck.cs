using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>Connects to a broker or a web server, and where it is encrypted looks at its certificate as the program will.</summary>
/// <param name="name">What it is, in a word.</param>
/// <param name="host">The host; null where it is not configured.</param>
/// <param name="port">The port.</param>
/// <param name="useTls">Whether it is encrypted.</param>
/// <param name="key">The key that names it, for people.</param>
public sealed class AddressCheck(string name, string? host, int port, bool useTls, string key) : IDoctorCheck
{
    /// <summary>Checks the certificate; null for the system's own way.</summary>
    public RemoteCertificateValidationCallback? Validate { get; init; }

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (host is null)
            return CheckResult.Unused($"no {key}");
        string where = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        try
        {
            using var client = new TcpClient();
            client.ConnectAsync(host, port, cancellation).AsTask().GetAwaiter().GetResult();
            if (!useTls)
                return CheckResult.Ok($"{where} answers");
            using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, Validate);
            var options = new SslClientAuthenticationOptions { TargetHost = host };
            stream.AuthenticateAsClientAsync(options, cancellation).GetAwaiter().GetResult();
            return CheckResult.Ok($"{where} answers, encrypted ({stream.SslProtocol})");
        }
        catch (SocketException error) when (error.SocketErrorCode is SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData)
        {
            return CheckResult.Failed(
                $"{where}: there is no such host",
                $"getent hosts {host} looks it up; set {key}, or check the network: ip addr");
        }
        catch (SocketException error)
        {
            bool isRefused = error.SocketErrorCode == SocketError.ConnectionRefused;
            return CheckResult.Failed(
                $"{where}: {(isRefused ? "nothing listens there" : error.Message)}",
                isRefused
                    ? $"start it there (systemctl start mosquitto), or set its port in {key}"
                    : $"ping {host}; check the network: ip addr");
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return CheckResult.Failed(
                $"{where}: {error.Message}",
                $"openssl s_client -connect {where} shows its certificate; ca_file names its authority; check the clock");
        }
        catch (OperationCanceledException)
        {
            return CheckResult.Failed($"{where}: does not answer in time", $"ping {host}; a firewall may be in between");
        }
    }
}
