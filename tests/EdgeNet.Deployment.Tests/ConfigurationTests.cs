using Xunit.Abstractions;

namespace EdgeNet.Deployment.Tests;

/// <summary>Who may read the configuration, which may hold passwords, against a real sshd.</summary>
public sealed class ConfigurationTests(ITestOutputHelper output) : DeviceTests(output)
{
    private const UnixFileMode OfGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const UnixFileMode OfAll = OfGroup | UnixFileMode.OtherRead;
    private const string Addition = "etc/systemd/system/zipreader.service.d/zz-configuration.conf";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Root_and_the_service_alone_read_what_is_written(bool isGiven)
    {
        if (!OperatingSystem.IsLinux() || Device() is not { } device)
            return;
        string told = await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)) with
        {
            Configuration = isGiven ? Files.WriteText("given.toml", "# given\n") : null,
        });
        Assert.Contains("Root and the group zipreader-config alone read the configuration.", told);
        Assert.Equal(OfGroup, File.GetUnixFileMode(FileOf(device)));
        Assert.Equal(["zipreader-config zipreader.toml"], device.GroupsGiven);
        Assert.Equal("[Service]\nSupplementaryGroups=zipreader-config\n", File.ReadAllText(Path.Combine(device.Root, Addition)));
        // The service reads it through its folder, and systemd knows of the group before the mode is changed.
        Assert.True(File.GetUnixFileMode(Path.GetDirectoryName(FileOf(device))!).HasFlag(UnixFileMode.OtherExecute));
        Assert.Contains("daemon-reload", device.Calls);

        // An older release that comes back reads it as well.
        await RunAsync(device.Request(DeploymentAction.Update, StandIn.Make(Files, 2)));
        await RunAsync(device.Request(DeploymentAction.RollBack));
        Assert.True(File.Exists(Path.Combine(device.Root, Addition)));
        Assert.Single(device.GroupsGiven);
    }

    [Theory]
    [InlineData(OfAll, OfGroup)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite, OfGroup)]
    [InlineData(UnixFileMode.UserRead, UnixFileMode.UserRead)]
    public async Task One_that_everybody_reads_is_closed_and_another_mode_is_left(UnixFileMode before, UnixFileMode after)
    {
        if (!OperatingSystem.IsLinux() || Device() is not { } device)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(device))!);
        File.WriteAllText(FileOf(device), "# mine\n");
        File.SetUnixFileMode(FileOf(device), before);
        await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)) with
        {
            Configuration = Files.WriteText("other.toml", "# other\n"),
        });
        Assert.Equal(("# mine\n", after), (device.Configuration, File.GetUnixFileMode(FileOf(device))));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FileOf(device) + ".offered"));
    }

    [Fact]
    public async Task Where_no_group_can_be_made_the_service_reads_it_all_the_same()
    {
        if (!OperatingSystem.IsLinux() || Device() is not { } device)
            return;
        device.ForbidGroups();
        string told = await RunAsync(device.Request(DeploymentAction.Install, StandIn.Make(Files, 1)));
        Assert.Contains("Everybody on the device can read the configuration: there is no group zipreader-config", told);
        Assert.Equal(OfAll, File.GetUnixFileMode(FileOf(device)));
        Assert.False(File.Exists(Path.Combine(device.Root, Addition)));
        Assert.Equal("1", device.Running);
    }

    private static string FileOf(TestDevice device) => Path.Combine(device.Root, "etc/zipreader/zipreader.toml");
}
