using EdgeNet.Deployment.Device;
using EdgeNet.Deployment.Programs;

namespace EdgeNet.Deployment.Tests.Device;

public sealed class DeviceFactsTests
{
    [Theory]
    [InlineData("aarch64", "64", DeviceRuntime.LinuxArm64)]
    [InlineData("x86_64", "64", DeviceRuntime.LinuxX64)]
    // Raspberry Pi OS (32-bit) on a Pi 4.
    [InlineData("aarch64", "32", DeviceRuntime.LinuxArm)]
    [InlineData("armv7l", "32", DeviceRuntime.LinuxArm)]
    public void What_a_device_runs_is_told_by_its_programs_not_its_kernel(string machine, string bits, DeviceRuntime expected) =>
        Assert.Equal(expected, DeviceRuntimes.Of(Facts("kernel Linux", $"machine {machine}", $"bits {bits}")));

    [Theory]
    [InlineData("kernel Darwin", "machine arm64", "bits 64")]
    [InlineData("kernel Linux", "machine riscv64", "bits 64")]
    [InlineData("kernel Linux", "machine aarch64", "bits x")]
    [InlineData("kernel Linux")]
    public void What_there_is_no_program_for_is_refused(params string[] lines) =>
        Assert.Throws<DeploymentException>(() => DeviceRuntimes.Of(Facts(lines)));

    [Fact]
    public void Numbers_and_names_are_those_that_can_be()
    {
        DeviceFacts facts = Facts(
            "current 12", "previous -1", "free 99999999999999999999999", "arrivals 1048576", "access root!", "libc 2.36");
        Assert.Equal((12, null, 0L, 1L << 30), (facts.Current, facts.Previous, facts.Free, facts.FreeForArrivals));
        Assert.Equal(RootAccess.None, facts.Access);
        Assert.Equal(new Version(2, 36), facts.Libc);
        Assert.Equal("unknown", facts.Machine);
    }

    [Theory]
    [InlineData("/var/tmp/zipreader-deploy.aB3dE6gH", true)]
    [InlineData("/var/tmp/zipreader-deploy.aB3dE6gH; reboot", false)]
    [InlineData("/var/tmp/zipreader-deploy.", false)]
    [InlineData("/", false)]
    [InlineData("/home/pi", false)]
    [InlineData("zipreader-deploy.aB3dE6gH", false)]
    [InlineData("", false)]
    public void Only_a_folder_that_was_asked_for_is_written_to(string folder, bool isTaken) =>
        Assert.Equal(isTaken ? folder : null, Facts($"folder {folder}").Folder);

    [Fact]
    public void Lines_that_others_write_are_passed_over()
    {
        DeviceFacts facts = DeviceFacts.Parse(["Welcome", "", "edgenet", "edgenet machine", "machine x", "edgenet machine aarch64"]);
        Assert.Equal("aarch64", facts.Machine);
    }

    private static DeviceFacts Facts(params string[] lines) => DeviceFacts.Parse(lines.Select(line => "edgenet " + line));
}
