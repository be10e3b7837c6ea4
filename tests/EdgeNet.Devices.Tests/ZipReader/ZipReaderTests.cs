using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Tests.ZipReader;

/// <summary>The device program as a process, run by the .NET runtime; .ci/run publishes it with NativeAOT and runs that.</summary>
public sealed class ZipReaderTests(ITestOutputHelper console)
{
    private static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "ZipReader.dll");

    [Fact]
    public void WrongUsageIsExitCode2()
    {
        Assert.Equal(2, Run().ExitCode);
        (int exitCode, string output, string error) = Run("--frobnicate");
        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.StartsWith("ZipReader PATH…", error);
    }

    [Fact]
    public void HelpIsShownOnRequest()
    {
        (int exitCode, string output, string error) = Run("--help");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("ZipReader PATH…", output);
    }

    [Fact]
    public void TheSampleIsReadAndAPictureThatIsNotThereDoesNotStopIt()
    {
        string sample = Samples.Path("envelope.png");
        (int exitCode, string output, string error) = Run("nowhere.png", sample);
        Assert.Equal(1, exitCode);
        Assert.Equal("ZipReader: nowhere.png: no such file\n", error);
        JsonElement[] lines = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(2, lines.Length);
        Assert.Equal("nowhere.png: no such file", lines[0].GetProperty("error").GetString());
        Assert.Equal(sample, lines[1].GetProperty("file").GetString());
        Assert.Equal(Samples.EnvelopeZip, lines[1].GetProperty("zip").GetString());
    }

    [Fact]
    public void AWarningIsALineOnTheErrorStreamAndNoFailure()
    {
        using var folder = new TestFolder();
        string path = folder.Write("a.png", [.. File.ReadAllBytes(Samples.Path("envelope.png")), 0]);
        (int exitCode, string output, string error) = Run(path);
        Assert.Equal(0, exitCode);
        Assert.StartsWith($"ZipReader: {path}: PNG: expected the end of the file after IEND", error);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(Samples.EnvelopeZip, JsonDocument.Parse(output).RootElement.GetProperty("zip").GetString());
    }

    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_EnableAVX", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_PreferredVectorBitWidth", "128")]
    public void TheSampleIsReadWithEveryKindOfVectors(string setting, string value)
    {
        (int exitCode, string output, string error) = Run([Samples.Path("envelope.png")], setting, value);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(Samples.EnvelopeZip, JsonDocument.Parse(output).RootElement.GetProperty("zip").GetString());
    }

    /// <summary>A processor of 2008, without AVX, on which the runtime itself chooses what it uses.</summary>
    [Theory]
    [InlineData("Nehalem")]
    public void TheSampleIsReadOnAnOlderProcessor(string processor)
    {
        if (X64Emulator.Find(out string missing) is not { } emulator || Environment.ProcessPath is not { } dotnet || Path.GetFileName(dotnet) != "dotnet")
        {
            console.SkipForProgram(missing.Length > 0 ? missing : "the tests do not run in dotnet.");
            return;
        }

        (int exitCode, string output, string error) = emulator.RunAs(processor, dotnet, Program, Samples.Path("envelope.png"));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(Samples.EnvelopeZip, JsonDocument.Parse(output).RootElement.GetProperty("zip").GetString());
    }

    private static (int ExitCode, string Output, string Error) Run(params string[] args) => Run(args, "DOTNET_NOLOGO", "1");

    private static (int ExitCode, string Output, string Error) Run(string[] args, string setting, string value)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using Process process = Process.Start(new ProcessStartInfo(dotnet, [Program, .. args])
        {
            Environment = { [setting] = value },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
