using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>What tests on a device have in common.</summary>
public abstract class DeviceTests(ITestOutputHelper output) : IDisposable
{
    private TestDevice? _device;

    protected TestFolder Files { get; } = new();

    protected ITestOutputHelper Output => output;

    public void Dispose()
    {
        _device?.Dispose();
        Files.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A device whose keys are known; null where there is none, which is said.</summary>
    private protected TestDevice? Device(string greeting = "", bool isKnown = true)
    {
        _device = TestDevice.Start(out string missing, greeting);
        if (_device is null)
            output.SkipForProgram(missing);
        else if (isKnown)
            _device.MakeKnown();
        return _device;
    }

    /// <summary>A device on which a release runs.</summary>
    /// <param name="version">What the release says of itself.</param>
    /// <param name="settings">How it misbehaves; the doctor finds something then.</param>
    private protected async Task<TestDevice?> DeviceWithAsync(int version, params string[] settings)
    {
        if (Device() is not { } device)
            return null;
        DeploymentRequest request = device.Request(DeploymentAction.Install, StandIn.Make(Files, version, settings));
        if (settings.Length > 0)
            await FailsAsync(request, "the doctor found something");
        else
            await RunAsync(request);
        return device;
    }

    /// <summary>The releases that stand on the device.</summary>
    private protected static IEnumerable<string?> Releases(TestDevice device)
    {
        string folder = Path.Combine(device.Root, "opt/zipreader/releases");
        return Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }

    /// <summary>Deploys.</summary>
    /// <returns>What was told.</returns>
    private protected async Task<string> RunAsync(DeploymentRequest request)
    {
        var user = new RecordingOperator { OnLine = output.WriteLine };
        await new Deployer(request, user).RunAsync(default);
        return user.Text;
    }

    /// <summary>Deploys in vain.</summary>
    /// <returns>What was told until then, and the error.</returns>
    private protected async Task<string> FailsAsync(DeploymentRequest request, string problem)
    {
        var user = new RecordingOperator { OnLine = output.WriteLine };
        var error = await Assert.ThrowsAsync<DeploymentException>(() => new Deployer(request, user).RunAsync(default));
        string text = string.Join('\n', [user.Text, error.Message, .. error.Details]);
        output.WriteLine(text);
        Assert.Contains(problem, error.Message);
        return text;
    }
}
