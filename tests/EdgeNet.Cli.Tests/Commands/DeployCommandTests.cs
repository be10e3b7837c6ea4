using System.Net;
using System.Net.Sockets;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class DeployCommandTests : IDisposable
{
    private const string Fingerprint = "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("USER@HOST", "pi@")]
    [InlineData("USER@HOST", "pi@ho st")]
    [InlineData("--update and --rollback do not go together", "pi@host", "--update", "--rollback")]
    [InlineData("--program and --project do not go together", "pi@host", "--program", "a", "--project", "b")]
    [InlineData("--rollback and --weights do not go together", "pi@host", "--rollback", "--weights", "a")]
    [InlineData("--accept-host-key: expected SHA256: and 43 characters", "pi@host", "--accept-host-key", "SHA256:abc")]
    [InlineData("--runtime: expected linux-arm64, linux-x64, linux-arm", "pi@host", "--runtime", "win-x64")]
    [InlineData("--port", "pi@host", "--port", "0")]
    [InlineData("--healthy-within", "pi@host", "--healthy-within", "0")]
    public void WhatIsNotUnderstoodIsWrongUsage(string problem, params string[] args) =>
        CommandRun.Of(["deploy", .. args]).AssertWrongUsage(problem);

    [Fact]
    public void AProgramThatIsNoneIsRefusedBeforeAnybodyIsAsked() =>
        CommandRun.Of("deploy", "pi@host.invalid", "--program", _folder.WriteText("p", "#!/bin/sh"))
            .AssertFailed("expected a program for linux-arm64, linux-x64, linux-arm");

    [Fact]
    public void WeightsOfAnotherNetworkStayHere() =>
        CommandRun.Of("deploy", "pi@host.invalid", "--weights", _folder.WriteWeights("w.safetensors")).AssertFailed("w.safetensors");

    [Fact]
    public void ADeviceThatDoesNotAnswerIsAnErrorWithWhatMendsIt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string port = FormattableString.Invariant($"{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        string[] known = ["--accept-host-key", Fingerprint, "--known-hosts", _folder.PathOf("k")];
        CommandRun.Of(["deploy", "pi@127.0.0.1", "--port", port, "--rollback", .. known]).AssertFailed($"pi@127.0.0.1, port {port}: nothing answers there", "\n  Raspberry Pi OS has SSH switched off");
    }
}
