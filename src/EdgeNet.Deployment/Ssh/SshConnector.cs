using System.Net.Sockets;
using EdgeNet.Safety;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace EdgeNet.Deployment.Ssh;

/// <summary>Connects to a machine whose key is known, or is taken by whoever asked for it.</summary>
/// <param name="options">The machine, and how it is reached.</param>
/// <param name="asks">Who is asked.</param>
internal sealed class SshConnector(SshOptions options, IOperator asks)
{
    private const int LongestText = 300;
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(10);

    private readonly KnownHosts _known = KnownHosts.Load(options.KnownHostsFiles is { Count: > 0 } files ? files : KnownHosts.UsualFiles);
    private HostKey? _accepted;

    private SshDestination Host => options.Destination;

    /// <summary>Connects.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">The machine cannot be reached, is not known, or does not let the user in.</exception>
    public async Task<SshClient> ConnectAsync(CancellationToken cancellation)
    {
        string offered = "";
        foreach (AuthenticationMethod[] methods in new Authentication(options, asks).Ways(() => offered))
        {
            try
            {
                return await ConnectAsync(methods, cancellation);
            }
            catch (SshAuthenticationException error)
            {
                // Permission denied (publickey,password).
                offered = error.Message;
            }
        }

        throw new DeploymentException(
            $"{Host} does not let the user in: {PlainText.Shorten(offered, LongestText)}",
            $"Give a key with --identity, or copy one there: ssh-copy-id {Host.User}@{Host.Host}",
            "A password is asked for on a terminal only.");
    }

    private async Task<SshClient> ConnectAsync(AuthenticationMethod[] methods, CancellationToken cancellation)
    {
        while (true)
        {
            HostKey? refused = null;
            var client = new SshClient(Connection(methods));
            client.HostKeyReceived += (_, received) =>
            {
                HostKey? key = Read(received.HostKey);
                received.CanTrust = key is not null && IsTrusted(key);
                refused = received.CanTrust ? null : key;
            };
            try
            {
                await client.ConnectAsync(cancellation);
                client.KeepAliveInterval = KeepAlive;
                return client;
            }
            catch (Exception error)
            {
                client.Dispose();
                if (refused is null)
                {
                    if (Explain(error) is { } explained)
                        throw explained;
                    throw;
                }
            }

            // Asked for between connections: a person takes longer than a machine waits.
            Take(refused);
        }
    }

    private ConnectionInfo Connection(AuthenticationMethod[] methods)
    {
        var connection = new ConnectionInfo(Host.Host, Host.Port, Host.User, methods) { Timeout = options.Patience };
        IReadOnlyList<string> types = _accepted is { } accepted ? [accepted.Type] : _known.TypesOf(Host);
        bool IsKnown(string algorithm) => types.Contains(algorithm.StartsWith("rsa-", StringComparison.Ordinal) ? "ssh-rsa" : algorithm);
        var algorithms = connection.HostKeyAlgorithms.ToList();
        connection.HostKeyAlgorithms.Clear();
        // Keys of known types first, or a machine with several would show one that nobody knows. Signatures with SHA-1 and certificates
        // are not taken: known_hosts' authorities are not looked at.
        foreach (var algorithm in algorithms.OrderBy(algorithm => IsKnown(algorithm.Key) ? 0 : 1))
        {
            if (algorithm.Key is not ("ssh-rsa" or "ssh-dss") && !algorithm.Key.Contains("-cert-", StringComparison.Ordinal))
                connection.HostKeyAlgorithms.Add(algorithm.Key, algorithm.Value);
        }

        return connection;
    }

    private static HostKey? Read(byte[] blob)
    {
        try
        {
            return HostKey.FromBlob(blob);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool IsTrusted(HostKey key) =>
        _accepted?.Base64 == key.Base64 || _known.Judge(Host, key, out _) == HostKeyVerdict.Known;

    /// <summary>Takes a key that is not known, or says why not.</summary>
    private void Take(HostKey key)
    {
        HostKeyVerdict verdict = _known.Judge(Host, key, out string place);
        string shown = $"{key.Type} {key.Fingerprint}";
        if (verdict == HostKeyVerdict.Revoked)
            throw new DeploymentException($"{Host}: the host key {shown} is revoked in {place}. Nothing was sent.");
        if (verdict == HostKeyVerdict.Changed)
        {
            throw new DeploymentException(
                $"{Host}: the host key is not the one that is known: {shown}, but {place} has another. Nothing was sent.",
                "Either the device was installed anew, or another machine answers in its place.",
                $"If it was installed anew: ssh-keygen -R '{Host.KnownName}' removes the old key.");
        }

        bool isNamed = options.AcceptedFingerprint == key.Fingerprint;
        if (options.AcceptedFingerprint is { } expected && !isNamed)
            throw new DeploymentException($"{Host}: expected the host key {expected}, found {shown}. Nothing was sent.");
        if (!isNamed && !asks.Confirm($"{Host}: the host key is not known: {shown}. Is it the device's?"))
        {
            throw new DeploymentException(
                $"{Host}: the host key is not known: {shown}. Nothing was sent.",
                "On the device, ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub shows what it should be.",
                $"If it is that: --accept-host-key {key.Fingerprint}");
        }

        _accepted = key;
        try
        {
            asks.Tell($"The host key is in {_known.Add(Host, key)} from now on.");
        }
        catch (IOException error)
        {
            asks.Tell($"The host key is taken this time, and cannot be kept: {error.Message}");
        }
    }

    private DeploymentException? Explain(Exception error) => error switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } =>
            new DeploymentException(
                $"{Host.Host}: there is no machine of this name.",
                "Is it switched on, and in this network? Its address stands in the router's list."),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new DeploymentException(
            $"{Host}: nothing answers there.",
            "Raspberry Pi OS has SSH switched off: Raspberry Pi Imager's settings or sudo raspi-config, Interface Options, switch it on."),
        SocketException socket => new DeploymentException($"{Host}: cannot be reached: {socket.Message}."),
        SshOperationTimeoutException => new DeploymentException(
            FormattableString.Invariant($"{Host}: does not answer within {options.Patience.TotalSeconds:0} s.")),
        SshAuthenticationException => null,
        SshException or IOException or ArgumentException =>
            new DeploymentException($"{Host}: the connection fails: {PlainText.Shorten(error.Message, LongestText)}"),
        _ => null,
    };
}
