using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EdgeNet.Deployment.Ssh;
using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests.Ssh;

/// <summary>Who is let in, against a real sshd and a real ssh-agent.</summary>
public sealed class AuthenticationTests(ITestOutputHelper output) : DeviceTests(output)
{
    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    public async Task An_agent_signs_for_keys_that_it_has(string type)
    {
        if (Device() is not { } device)
            return;
        string key = Files.PathOf("agent key"), socket = Files.PathOf("agent.socket");
        Tool.Run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", key);
        device.Authorize(key);
        var start = new ProcessStartInfo("ssh-agent", ["-D", "-a", socket]) { RedirectStandardOutput = true };
        using Process agent = Process.Start(start)!;
        try
        {
            await Wait.UntilAsync(() => File.Exists(socket), "the agent listens");
            // It has another key as well, which the device does not know.
            foreach (string each in (string[])[device.Key, key])
                Tool.Run("env", $"SSH_AUTH_SOCK={socket}", "ssh-add", "-q", each);
            File.Delete(key);
            await ConnectsAsync(new RecordingOperator(), device.Options with { Identities = [], AgentSocket = socket });
        }
        finally
        {
            agent.Kill();
        }
    }

    [Fact]
    public async Task An_agent_that_answers_nonsense_is_passed_over()
    {
        if (Device() is not { } device)
            return;
        string path = Files.PathOf("agent.socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        Task answering = Task.Run(async () =>
        {
            using Socket asked = await socket.AcceptAsync();
            // An answer of two gigabytes is announced.
            await asked.SendAsync(new byte[] { 0x7f, 0xff, 0xff, 0xff, 12 });
        });
        await ConnectsAsync(new RecordingOperator(), device.Options with { AgentSocket = path });
        await answering;
    }

    [Fact]
    public async Task A_pass_phrase_is_asked_for_where_no_other_key_will_do()
    {
        if (Device() is not { } device)
            return;
        string locked = device.MakeKey("locked", "phrase");
        SshOptions both = device.Options with { Identities = [device.Key, locked] };
        var silent = new RecordingOperator { Secret = "phrase" };
        await ConnectsAsync(silent, both);
        Assert.Empty(silent.Asked);
        device.Authorize(locked);
        var asked = new RecordingOperator { Secret = "phrase" };
        await ConnectsAsync(asked, both);
        Assert.Equal([$"Pass phrase of {locked}"], asked.Asked);
        var wrong = new RecordingOperator { Secret = "another" };
        await RefusedAsync(wrong, both, "does not let the user in");
        Assert.Equal(3, wrong.Asked.Count);
    }

    [Fact]
    public async Task Who_has_no_key_is_told_what_would_help()
    {
        if (Device() is not { } device)
            return;
        SshOptions other = device.Options with { Identities = [device.MakeKey("other")] };
        DeploymentException error = await RefusedAsync(new RecordingOperator { Secret = "x" }, other, "does not let the user in");
        Assert.Contains("(publickey)", error.Message);
        Assert.Contains(error.Details, detail => detail.Contains("ssh-copy-id", StringComparison.Ordinal));
        SshOptions none = device.Options with { Identities = [Files.WriteText("no key", "nothing")] };
        await RefusedAsync(new RecordingOperator(), none, "cannot be read as a private key");
    }

    [Fact]
    public async Task What_is_no_ssh_is_left_in_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        SshOptions options = new(new SshDestination("pi", "127.0.0.1", port))
        {
            KnownHostsFiles = [Files.PathOf("known_hosts")],
            AgentSocket = "",
            Patience = TimeSpan.FromSeconds(1),
        };
        await RefusedAsync(new RecordingOperator(), options, "127.0.0.1, port " + port.ToString(CultureInfo.InvariantCulture));
        listener.Stop();
        await RefusedAsync(new RecordingOperator(), options, "nothing answers there");
    }

    private static async Task ConnectsAsync(RecordingOperator user, SshOptions options)
    {
        using SshSession session = await SshSession.OpenAsync(options, user, default);
        Assert.True((await session.RunAsync(["true"], "", TimeSpan.FromMinutes(1))).IsDone);
    }

    private async Task<DeploymentException> RefusedAsync(RecordingOperator user, SshOptions options, string problem)
    {
        var error = await Assert.ThrowsAsync<DeploymentException>(() => SshSession.OpenAsync(options, user, default));
        Output.WriteLine(string.Join('\n', [error.Message, .. error.Details]));
        Assert.Contains(problem, error.Message);
        return error;
    }
}
