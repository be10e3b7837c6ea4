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
            output.WriteLine(missing);
        else if (isKnown)
            _device.MakeKnown();
        return _device;
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
