using EdgeNet.Deployment.Ssh;
using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests.Ssh;

/// <summary>Commands on a device that behaves badly, against a real sshd.</summary>
public sealed class SshSessionTests(ITestOutputHelper output) : DeviceTests(output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_goes_in_and_what_comes_out_is_whole()
    {
        if (await OpenAsync() is not { } session)
            return;
        using SshSession _ = session;
        byte[] sent = new byte[5 << 20];
        new Random(2).NextBytes(sent);
        string path = Files.PathOf("it's \"here\" $(x) `y`;\n&");
        string[] command = ["sh", "-c", "cat >\"$1\"; echo one; echo two >&2; exit 3", "sh", path];
        RemoteResult result = await session.RunAsync(command, new MemoryStream(sent), Patience, null, default);
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(["one", "two"], result.Lines.Order(StringComparer.Ordinal));
        byte[] arrived = await File.ReadAllBytesAsync(path);
        Assert.True(sent.AsSpan().SequenceEqual(arrived));
    }

    [Fact]
    public async Task A_command_that_reads_nothing_ends_all_the_same()
    {
        if (await OpenAsync() is not { } session)
            return;
        using SshSession _ = session;
        RemoteResult result = await session.RunAsync(["sh", "-c", "exit 7"], new MemoryStream(new byte[16 << 20]), Patience, null, default);
        Assert.Equal(7, result.ExitCode);
        // Again and again: an end of the input that meets a closed channel would end the connection.
        for (int i = 0; i < 50; i++)
            Assert.Equal(3, (await session.RunAsync(["sh", "-c", "exit 3"], "x", Patience)).ExitCode);
        Assert.Equal(0, (await session.RunAsync(["true"], "", Patience)).ExitCode);
    }

    [Fact]
    public async Task A_command_that_writes_without_end_is_ended()
    {
        if (await OpenAsync() is not { } session)
            return;
        using SshSession _ = session;
        var error = await Assert.ThrowsAsync<DeploymentException>(() => session.RunAsync(["yes"], "", Patience));
        Assert.EndsWith("the device writes without end.", error.Message);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_left()
    {
        if (await OpenAsync() is not { } session)
            return;
        using SshSession _ = session;
        var error = await Assert.ThrowsAsync<DeploymentException>(() => session.RunAsync(["sleep", "600"], "", TimeSpan.FromSeconds(1)));
        Assert.Contains("no answer within 1 s", error.Message);
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.RunAsync(["sleep", "600"], "", Patience, cancellation: cancelled.Token));
    }

    private async Task<SshSession?> OpenAsync() =>
        Device() is { } device ? await SshSession.OpenAsync(device.Options, new RecordingOperator(), default) : null;
}
