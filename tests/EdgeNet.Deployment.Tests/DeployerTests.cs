using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Against a real sshd. Where there is none, each test says so.</summary>
public sealed class DeployerTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_program_is_installed_started_and_looked_after()
    {
        using TestDevice? device = Device();
        if (device is null)
            return;
        string program = StandIn.Make(_folder, 1);
        File.Copy("/bin/true", _folder.PathOf("it's \"1\"/libe_sqlite3.so"));
        string text = await RunAsync(device.Request(DeploymentAction.Install, program) with { Weights = _folder.WriteText("w", "weights") });
        Assert.Contains("The doctor of release 1 says:\n    ok      camera   seen by 1", text);
        Assert.EndsWith("The service runs, and the doctor found nothing wrong.", text);
        Assert.Equal(("releases/1", null, "1"), (device.Current, device.Previous, device.Running));
        Assert.Equal("# template of 1\n", device.Configuration);
        Assert.Contains("ExecStart=/opt/zipreader/current/ZipReader run --config /etc/zipreader/zipreader.toml", device.Unit);
        Assert.Equal(
            ["DigitLine.safetensors", "SHA256SUMS", "ZipReader", "libe_sqlite3.so", "zipreader.service"],
            Directory.EnumerateFiles(Path.Combine(device.Root, "opt/zipreader/current/")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("/opt/zipreader/current/ZipReader", new FileInfo(Path.Combine(device.Root, "usr/local/bin/zipreader")).LinkTarget);
        Assert.Contains("enable zipreader.service", device.Calls);
        Assert.Empty(device.Left);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(device.Root, "run"), "*.conf", SearchOption.AllDirectories));
    }
    private TestDevice? Device()
    {
        TestDevice? device = TestDevice.Start(out string missing);
        if (device is null)
            output.WriteLine(missing);
        device?.MakeKnown();
        return device;
    }

    private async Task<string> RunAsync(DeploymentRequest request)
    {
        var operator1 = new RecordingOperator { OnLine = output.WriteLine };
        await new Deployer(request, operator1).RunAsync(default);
        return operator1.Text;
    }
}
