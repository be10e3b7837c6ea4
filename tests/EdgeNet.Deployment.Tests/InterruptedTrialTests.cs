using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Deployments that the power has ended in their middle.</summary>
public sealed class InterruptedTrialTests(ITestOutputHelper output) : DeviceTests(output)
{
    [Fact]
    public async Task A_deployment_that_ended_in_its_middle_is_known_by_the_next()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        LoseOnTrial(device, StandIn.Make(Files, 9, "RUN=EndsAtOnce", "DOCTOR=1"));
        string told = await FailsAsync(
            device.Request(DeploymentAction.Update, StandIn.Make(Files, 3, "DOCTOR=1")), "the release before runs again");
        Assert.Contains("release 1 was the last one that was found healthy", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
        Assert.Equal(["1"], Releases(device));
    }

    [Theory]
    [InlineData("RUN=EndsAtOnce", 1)]
    [InlineData("RUN=IsNeverReady", 1)]
    [InlineData("", 2)]
    public async Task A_deployment_that_ended_in_its_middle_is_ended_at_the_next_start(string fault, int expected)
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        string unit = File.ReadAllText(Path.Combine(device.Root, "etc/systemd/system/zipreader-trial.service"));
        Assert.Contains("ConditionPathExists=/opt/zipreader/trial\n", unit);
        Assert.Contains("ExecStart=/bin/sh /opt/zipreader/install.sh finish ", unit);
        Assert.Contains("enable --quiet zipreader-trial.service", device.Calls);

        LoseOnTrial(device, StandIn.Make(Files, 9, fault.Length > 0 ? [fault] : []));
        string script = Path.Combine(device.Root, "opt/zipreader/install.sh");
        int code = await device.RunAsync("sh", script, "finish", device.Root, "", "5", "1");
        Assert.Equal(expected == 1 ? 11 : 0, code);
        Assert.Equal(FormattableString.Invariant($"releases/{expected}"), device.Current);
        Assert.Equal(expected == 1 ? "1" : "9", device.Running);
        Assert.False(File.Exists(Path.Combine(device.Root, "opt/zipreader/trial")));

        // The next start has nothing to end.
        int calls = device.Calls.Length;
        Assert.Equal(0, await device.RunAsync("sh", script, "finish", device.Root, "", "3", "1"));
        Assert.Equal(calls, device.Calls.Length);
    }

    /// <summary>The power went while release 2 was on trial, after release 1 that was healthy.</summary>
    private static void LoseOnTrial(TestDevice device, string program)
    {
        string home = Path.Combine(device.Root, "opt/zipreader");
        Directory.CreateDirectory(Path.Combine(home, "releases/2"));
        File.WriteAllText(Path.Combine(home, "trial"), "2 1\n");
        File.Copy(program, Path.Combine(home, "releases/2/ZipReader"));
        Tool.Run("chmod", "755", Path.Combine(home, "releases/2/ZipReader"));
        File.Copy(Path.Combine(home, "releases/1/zipreader.service"), Path.Combine(home, "releases/2/zipreader.service"));
        File.Delete(Path.Combine(home, "current"));
        File.CreateSymbolicLink(Path.Combine(home, "current"), "releases/2");
    }
}
