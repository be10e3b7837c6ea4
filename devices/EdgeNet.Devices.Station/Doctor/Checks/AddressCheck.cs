using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>Connects to a broker or a web server, and where it is encrypted looks at its certificate as the program will.</summary>
/// <param name="name">What it is, in a word.</param>
/// <param name="host">The host; null where it is not configured.</param>
/// <param name="port">The port.</param>
/// <param name="useTls">Whether it is encrypted.</param>
/// <param name="key">The key that names it, for people.</param>
public sealed class AddressCheck(string name, string? host, int port, bool useTls, string key) : IDoctorCheck
{
    private const long MostBytes = 1 << 20;

    /// <summary>A PEM file with the authorities that its certificate may come from; null for those of the system.</summary>
    public string? CaFile { get; init; }

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
            using var stream = new SslStream(client.GetStream());
            var options = new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = Policy() };
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
        catch (CryptographicException error)
        {
            return CheckResult.Failed($"{CaFile}: expected certificates in PEM: {error.Message}", $"set ca_file beside {key}");
        }
        catch (Exception error) when (error is AuthenticationException or IOException or UnauthorizedAccessException)
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

    private X509ChainPolicy? Policy()
    {
        if (CaFile is null)
            return null;
        if (FileKind.OtherThanRegular(CaFile) is { } kind)
            throw new IOException($"{CaFile}: expected a file, found {kind}");
        if (new FileInfo(CaFile).Length > MostBytes)
            throw new IOException($"{CaFile}: expected certificates of at most 1 MiB, found more");
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(CaFile);
        return policy;
    }
}
