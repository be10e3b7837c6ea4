using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Replacing what is there, and going back, against a real sshd.</summary>
public sealed class UpdateTests(ITestOutputHelper output) : DeviceTests(output)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

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

    [Theory]
    [InlineData("RUN=EndsAtOnce")]
    [InlineData("RUN=EndsAfterAWhile")]
    [InlineData("RUN=IsNeverReady")]
    [InlineData("DOCTOR=1")]
    public async Task A_release_that_is_not_healthy_gives_way_to_the_one_before(string fault)
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        DeploymentRequest request = device.Request(DeploymentAction.Update, StandIn.Make(Files, 2, fault)) with { HealthyWithin = Short };
        string told = await FailsAsync(request, "the release before runs again");
        Assert.Contains("Going back to release 1.", told);
        Assert.Equal(("releases/1", null, "1"), (device.Current, device.Previous, device.Running));
        Assert.Contains("unit of 1", device.Unit);
        Assert.Equal(["1"], Releases(device));
        Assert.False(File.Exists(Path.Combine(device.Root, "opt/zipreader/trial")));
    }

    [Fact]
    public async Task A_doctor_that_found_the_same_before_takes_no_release_away()
    {
        if (await DeviceWithAsync(1, "DOCTOR=1") is not { } device)
            return;
        await FailsAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2, "DOCTOR=1")), "the doctor found something");
        Assert.Equal(("releases/2", "2"), (device.Current, device.Running));
    }

    [Fact]
    public async Task Going_back_to_what_is_not_healthy_ends_where_it_began()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        await RunAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2)));
        Spoil(device, 1);
        await FailsAsync(device.Request(DeploymentAction.RollBack) with { HealthyWithin = Short }, "the release before runs again");
        Assert.Equal(("releases/2", "releases/1", "2"), (device.Current, device.Previous, device.Running));
    }

    [Fact]
    public async Task A_release_that_cannot_be_gone_back_to_is_said_to_be_none()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        Spoil(device, 1);
        await FailsAsync(
            device.Request(DeploymentAction.Update, StandIn.Make(Files, 2, "RUN=EndsAtOnce")) with { HealthyWithin = Short },
            "Neither what was tried nor the release before is healthy");
    }

    [Fact]
    public async Task A_deployment_that_ended_in_its_middle_is_known_by_the_next()
    {
        if (await DeviceWithAsync(1) is not { } device)
            return;
        // The power went while release 2, which is bad, was on trial.
        string home = Path.Combine(device.Root, "opt/zipreader");
        Directory.CreateDirectory(Path.Combine(home, "releases/2"));
        File.WriteAllText(Path.Combine(home, "trial"), "2 1\n");
        File.Copy(StandIn.Make(Files, 9, "RUN=EndsAtOnce", "DOCTOR=1"), Path.Combine(home, "releases/2/ZipReader"));
        File.Copy(Path.Combine(home, "releases/1/zipreader.service"), Path.Combine(home, "releases/2/zipreader.service"));
        File.Delete(Path.Combine(home, "current"));
        File.CreateSymbolicLink(Path.Combine(home, "current"), "releases/2");
        string told = await FailsAsync(
            device.Request(DeploymentAction.Update, StandIn.Make(Files, 3, "DOCTOR=1")), "the release before runs again");
        Assert.Contains("release 1 was the last one that was found healthy", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
        Assert.Equal(["1"], Releases(device));
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

    private async Task<TestDevice?> DeviceWithAsync(int version, params string[] settings)
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

    /// <summary>A card's fault: what was healthy once ends at once.</summary>
    private void Spoil(TestDevice device, int release)
    {
        string program = Path.Combine(device.Root, FormattableString.Invariant($"opt/zipreader/releases/{release}/ZipReader"));
        // A program that runs is not written over.
        File.Delete(program);
        File.Copy(StandIn.Make(Files, 9, "RUN=EndsAtOnce"), program);
        Tool.Run("chmod", "755", program);
    }

    private static IEnumerable<string?> Releases(TestDevice device)
    {
        string folder = Path.Combine(device.Root, "opt/zipreader/releases");
        return Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
    }
}
