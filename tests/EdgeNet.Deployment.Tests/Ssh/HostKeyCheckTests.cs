using EdgeNet.Deployment.Ssh;
using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests.Ssh;

/// <summary>Which machines are talked to, against a real sshd.</summary>
public sealed class HostKeyCheckTests(ITestOutputHelper output) : DeviceTests(output)
{
    [Fact]
    public async Task A_host_key_that_is_not_known_is_shown_and_refused()
    {
        if (Device(isKnown: false) is not { } device)
            return;
        DeploymentException error = await RefusedAsync(device, new RecordingOperator(), device.Options);
        // 256 SHA256:… comment (ED25519)
        string fingerprint = Tool.Run("ssh-keygen", "-lf", device.Folder.PathOf("host_ed25519.pub")).Split(' ')[1];
        Assert.Contains($"the host key is not known: ssh-ed25519 {fingerprint}. Nothing was sent.", error.Message);
        Assert.Contains(error.Details, detail => detail.EndsWith($"--accept-host-key {fingerprint}", StringComparison.Ordinal));
        Assert.False(File.Exists(device.KnownHosts));
        Assert.DoesNotContain("Accepted", device.Log);
    }

    [Fact]
    public async Task A_key_whose_fingerprint_is_given_is_taken_and_known_from_then_on()
    {
        if (Device(isKnown: false) is not { } device)
            return;
        string fingerprint = Tool.Run("ssh-keygen", "-lf", device.Folder.PathOf("host_ed25519.pub")).Split(' ')[1];
        SshOptions wrong = device.Options with { AcceptedFingerprint = fingerprint[..^1] + (fingerprint[^1] == 'A' ? 'B' : 'A') };
        Assert.Contains("expected the host key", (await RefusedAsync(device, new RecordingOperator { Answer = true }, wrong)).Message);
        await ConnectsAsync(device, device.Options with { AcceptedFingerprint = fingerprint });
        Assert.Equal($"{device.Host.KnownName} {device.PublicHostKey("ed25519")}\n", await File.ReadAllTextAsync(device.KnownHosts));
        await ConnectsAsync(device, device.Options);
    }

    [Fact]
    public async Task A_person_may_say_yes()
    {
        if (Device(isKnown: false) is not { } device)
            return;
        var user = new RecordingOperator { Answer = true };
        using (await SshSession.OpenAsync(device.Options, user, default))
            Assert.Single(user.Asked);
        await ConnectsAsync(device, device.Options);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa")]
    [InlineData("ecdsa")]
    public async Task A_machine_is_asked_for_the_key_that_is_known(string type)
    {
        if (Device(isKnown: false) is not { } device)
            return;
        device.MakeKnown(type);
        await ConnectsAsync(device, device.Options);
    }

    [Fact]
    public async Task Hashed_names_are_found()
    {
        if (Device() is not { } device)
            return;
        Tool.Run("ssh-keygen", "-q", "-H", "-f", device.KnownHosts);
        Assert.DoesNotContain("127.0.0.1", await File.ReadAllTextAsync(device.KnownHosts));
        await ConnectsAsync(device, device.Options);
    }

    [Fact]
    public async Task A_key_that_has_changed_is_refused_whoever_asks_for_it()
    {
        if (Device(isKnown: false) is not { } device)
            return;
        string other = string.Join(' ', (await File.ReadAllTextAsync(device.MakeKey("other") + ".pub")).Split(' ')[..2]);
        await File.WriteAllTextAsync(device.KnownHosts, $"# a comment\n{device.Host.KnownName} {other}\n");
        string fingerprint = Tool.Run("ssh-keygen", "-lf", device.Folder.PathOf("host_ed25519.pub")).Split(' ')[1];
        foreach (SshOptions options in (SshOptions[])[device.Options, device.Options with { AcceptedFingerprint = fingerprint }])
        {
            DeploymentException error = await RefusedAsync(device, new RecordingOperator { Answer = true }, options);
            Assert.Contains($"not the one that is known: ssh-ed25519 {fingerprint}, ", error.Message);
            Assert.Contains($"but {device.KnownHosts}, line 2 has another", error.Message);
        }

        Assert.DoesNotContain("Accepted", device.Log);
    }

    [Fact]
    public async Task A_revoked_key_is_refused()
    {
        if (Device() is not { } device)
            return;
        await File.AppendAllTextAsync(device.KnownHosts, $"@revoked * {device.PublicHostKey("ed25519")}\n");
        DeploymentException error = await RefusedAsync(device, new RecordingOperator { Answer = true }, device.Options);
        Assert.Contains("is revoked in", error.Message);
    }

    private static async Task ConnectsAsync(TestDevice device, SshOptions options)
    {
        var user = new RecordingOperator();
        using SshSession session = await SshSession.OpenAsync(options, user, default);
        RemoteResult result = await session.RunAsync(["echo", "here"], "", TimeSpan.FromMinutes(1));
        Assert.Equal((0, "here"), (result.ExitCode, Assert.Single(result.Lines)));
        Assert.Empty(user.Asked);
        Assert.True(File.Exists(device.KnownHosts));
    }

    private async Task<DeploymentException> RefusedAsync(TestDevice device, RecordingOperator user, SshOptions options)
    {
        var error = await Assert.ThrowsAsync<DeploymentException>(() => SshSession.OpenAsync(options, user, default));
        Output.WriteLine(string.Join('\n', [error.Message, .. error.Details]));
        Assert.Contains($"port {device.Port}", error.Message);
        return error;
    }
}
