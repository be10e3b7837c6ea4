using System.ComponentModel;
using System.Diagnostics;
using EdgeNet.Devices.Station.Systemd;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Station.Tests.Systemd;

public sealed class ServiceUnitTests(ITestOutputHelper output)
{
    [Fact]
    public void The_folders_are_those_that_the_unit_makes()
    {
        Assert.Contains($"\nStateDirectory={Path.GetFileName(ServiceUnit.StateFolder)}\n", ServiceUnit.Text, StringComparison.Ordinal);
        Assert.Contains($"\nRuntimeDirectory={Path.GetFileName(ServiceUnit.RuntimeFolder)}\n", ServiceUnit.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("security --offline=true --threshold=20")]
    public async Task Systemd_takes_the_unit_and_finds_little_that_it_exposes(string command)
    {
        using var folder = new TestFolder();
        // It looks for the program, which is not installed here.
        string unit = folder.WriteText(
            "zipreader.service",
            ServiceUnit.Text.Replace("/usr/local/bin/zipreader", "/bin/true", StringComparison.Ordinal));
        var start = new ProcessStartInfo("systemd-analyze", [.. command.Split(' '), unit])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, text + await errors);
            // It warns of keys that it does not know, and takes the unit all the same.
            Assert.Equal("", await errors);
        }
        catch (Win32Exception)
        {
            output.SkipForProgram("no systemd-analyze. On Debian and Ubuntu: apt-get install systemd");
        }
    }

    [Theory]
    [InlineData("/usr/local/bin/zipreader", "/etc/zipreader/zipreader.toml", "/usr/local/bin/zipreader run --config /etc/zipreader/zipreader.toml")]
    [InlineData("/opt/a/ZipReader", "/etc/b.toml", ":/opt/a/ZipReader run --config /etc/b.toml")]
    [InlineData("/opt/a b/\"Zip\\", "/etc/100%.toml", ":\"/opt/a b/\\\"Zip\\\\\" run --config \"/etc/100%%.toml\"")]
    [InlineData("/opt/$HOME/x", "/etc/b.toml", ":\"/opt/$HOME/x\" run --config /etc/b.toml")]
    public void Any_path_may_be_started(string program, string config, string expected) =>
        Assert.Contains($"\nExecStart={expected}\n", ServiceUnit.For(program, config), StringComparison.Ordinal);

    [Theory]
    [InlineData("bin/x")]
    [InlineData("")]
    [InlineData("/a\nUser=root")]
    public void What_is_no_path_of_a_line_is_refused(string program) =>
        Assert.Throws<ArgumentException>(() => ServiceUnit.For(program, ServiceUnit.UsualConfig));
}
