using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Replacing what is there, and going back, against a real sshd.</summary>
public sealed class UpdateTests(ITestOutputHelper output) : DeviceTests(output)
{
    [Fact]
    public async Task Releases_take_turns_and_two_are_kept()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        await RunAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2)));
        Assert.Equal(("releases/2", "releases/1", "2"), (device.Current, device.Previous, device.Running));
        await RunAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 3)));
        Assert.Equal(["2", "3"], Releases(device));
        Assert.Contains("unit of 3", device.Unit);

        await RunAsync(device.Request(DeploymentAction.RollBack));
        Assert.Equal(("releases/2", "releases/3", "2"), (device.Current, device.Previous, device.Running));
        Assert.Contains("unit of 2", device.Unit);
        Assert.Equal("# template of 1\n", device.Configuration);
        Assert.Empty(device.Left);
    }

    [Fact]
    public async Task What_others_have_put_there_stays()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        string unit = Path.Combine(device.Root, "etc/systemd/system/zipreader.service");
        string command = Path.Combine(device.Root, "usr/local/bin/zipreader");
        File.AppendAllText(unit, "# mine\n");
        File.Delete(command);
        File.WriteAllText(command, "mine");
        string told = await RunAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2)));
        Assert.Contains("kept as /etc/systemd/system/zipreader.service.changed", told);
        Assert.EndsWith("# mine\n", File.ReadAllText(unit + ".changed"));
        Assert.Contains("unit of 2", device.Unit);
        Assert.Equal("mine", File.ReadAllText(command));
    }

    [Fact]
    public async Task Two_at_once_do_not_mix()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        string held = Path.Combine(device.Root, "opt/zipreader/held");
        string[] arguments = [Path.Combine(device.Root, "opt/zipreader/lock"), "sh", "-c", ": >\"$1\"; read line", "sh", held];
        using System.Diagnostics.Process other = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("flock", arguments) { RedirectStandardInput = true })!;
        await Wait.UntilAsync(() => File.Exists(held), "another one is under way");
        string told = await FailsAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2)), "did not take it");
        other.StandardInput.Close();
        await other.WaitForExitAsync();
        Assert.Contains("Another deployment is under way", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
    }
}
