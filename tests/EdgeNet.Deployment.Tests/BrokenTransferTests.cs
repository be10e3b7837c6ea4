using EdgeNet.Deployment.Ssh;
using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Connections that break and disks that are full: what runs on the device goes on running.</summary>
public sealed class BrokenTransferTests(ITestOutputHelper output) : DeviceTests(output)
{
    private const int LibraryLength = 3 << 20;

    [Fact]
    public async Task A_connection_that_breaks_while_files_are_sent_changes_nothing()
    {
        if (await InstalledAsync() is not { } device)
            return;
        using var relay = new CuttingRelay(device.Port, most: 1 << 20);
        string told = await FailsAsync(Through(relay, device, Large(2)), "the connection broke");
        Assert.Contains("Sending libe_sqlite3.so", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
        // The next one finds nothing in its way.
        await RunAsync(device.Request(DeploymentAction.Update, Large(2)));
        Assert.Equal(("releases/2", "2"), (device.Current, device.Running));
    }

    [Fact]
    public async Task A_device_that_is_left_alone_with_a_release_that_is_not_healthy_goes_back_by_itself()
    {
        if (await InstalledAsync() is not { } device)
            return;
        using var relay = new CuttingRelay(device.Port);
        int starts = device.Calls.Count(call => call.StartsWith("restart", StringComparison.Ordinal));
        DeploymentRequest request = Through(relay, device, StandIn.Make(Files, 2, "RUN=IsNeverReady")) with
        {
            HealthyWithin = TimeSpan.FromSeconds(5),
        };
        Task<string> deploying = FailsAsync(request, "the connection broke");
        await Wait.UntilAsync(() => device.Calls.Count(call => call.StartsWith("restart", StringComparison.Ordinal)) > starts, "the trial");
        Assert.Equal("releases/2", device.Current);
        relay.Cut();
        string told = await deploying;
        Assert.Contains("The device goes on by itself", told);
        string trial = Path.Combine(device.Root, "opt/zipreader/trial");
        await Wait.UntilAsync(() => device.Current == "releases/1" && !File.Exists(trial), "the release before");
        Assert.Equal("1", device.Running);
        string diary = Path.Combine(device.Root, "opt/zipreader/last-deployment.txt");
        await Wait.UntilAsync(() => File.ReadAllText(diary).Contains("Release 1 runs again.", StringComparison.Ordinal), "what it came to");
        await Wait.UntilAsync(() => device.Left.Length == 0, "nothing is left of what was sent");
    }

    [Fact]
    public async Task A_device_without_room_is_sent_nothing()
    {
        if (await InstalledAsync() is not { } device)
            return;
        if (!Limited(device, device.Arrivals))
            return;
        string told = await FailsAsync(
            device.Request(DeploymentAction.Update, Large(2)), "2 MiB free, 67 MiB are needed; nothing was sent");
        Assert.DoesNotContain("Sending", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
    }

    [Fact]
    public async Task A_disk_that_fills_while_files_arrive_changes_nothing()
    {
        if (await InstalledAsync() is not { } device)
            return;
        device.AddProgram("df");
        if (!Limited(device, device.Arrivals))
            return;
        string told = await FailsAsync(
            device.Request(DeploymentAction.Update, Large(2)), "libe_sqlite3.so does not arrive; nothing was changed");
        Assert.Contains("No space left on device", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
        Assert.Empty(device.Left);
    }

    [Fact]
    public async Task A_disk_that_fills_while_a_release_is_put_in_place_changes_nothing()
    {
        if (Device() is not { } device)
            return;
        device.AddProgram("df");
        if (!Limited(device, Path.Combine(device.Root, "opt/zipreader")))
            return;
        await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)));
        string told = await FailsAsync(device.Request(DeploymentAction.Update, Large(2)), "goes on as before");
        Assert.Contains("No space left on device", told);
        Assert.Equal(("releases/1", "1"), (device.Current, device.Running));
        Assert.Equal(["1"], Directory.GetFileSystemEntries(Path.Combine(device.Root, "opt/zipreader/releases")).Select(Path.GetFileName));
        Assert.Empty(device.Left);
    }

    private async Task<TestDevice?> InstalledAsync()
    {
        if (Device() is not { } device)
            return null;
        await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)));
        return device;
    }

    /// <summary>A program with a library that is large enough for something to happen on its way.</summary>
    private string Large(int version)
    {
        string program = StandIn.Make(Files, version);
        byte[] library = new byte[LibraryLength];
        new Random(1).NextBytes(library);
        File.ReadAllBytes(program).CopyTo(library, 0);
        File.WriteAllBytes(Path.Combine(Path.GetDirectoryName(program)!, "libe_sqlite3.so"), library);
        return program;
    }

    private static DeploymentRequest Through(CuttingRelay relay, TestDevice device, string program)
    {
        SshDestination name = device.Host with { Port = relay.Port };
        device.MakeKnown(name, "ed25519");
        return device.Request(DeploymentAction.Update, program) with { Ssh = device.Options with { Destination = name } };
    }

    private bool Limited(TestDevice device, string folder)
    {
        bool isLimited = device.Limit(folder, 2048);
        if (!isLimited)
            Output.Skip("a small disk cannot be mounted here; root may.");
        return isLimited;
    }
}
