using System.ComponentModel;
using System.Diagnostics;
using EdgeNet.Devices.Station.Systemd;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Station.Tests.Systemd;

public sealed class ServiceUnitTests(ITestOutputHelper output)
{
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
            output.WriteLine("Skipped: no systemd-analyze. On Debian and Ubuntu: apt-get install systemd");
        }
    }
}
