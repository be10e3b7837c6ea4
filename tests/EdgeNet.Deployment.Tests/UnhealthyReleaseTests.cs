using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Releases that are not healthy, against a real sshd.</summary>
public sealed class UnhealthyReleaseTests(ITestOutputHelper output) : DeviceTests(output)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(3);

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

    /// <summary>A card's fault: what was healthy once ends at once.</summary>
    private void Spoil(TestDevice device, int release)
    {
        string program = Path.Combine(device.Root, FormattableString.Invariant($"opt/zipreader/releases/{release}/ZipReader"));
        // A program that runs is not written over.
        File.Delete(program);
        File.Copy(StandIn.Make(Files, 9, "RUN=EndsAtOnce"), program);
        Tool.Run("chmod", "755", program);
    }
}
