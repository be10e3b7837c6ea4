using System.Diagnostics;
using System.Globalization;

namespace EdgeNet.Cli.Tests;

/// <summary>The command as a process of its own: streams, exit codes, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ExitCodesReachTheShell()
    {
        Assert.Equal(0, CommandProcess.Run(["inspect", "LeNet5"]).ExitCode);
        Assert.Equal(2, CommandProcess.Run(["inspect", "LeNet5", "--frobnicate"]).ExitCode);
        CommandRun failed = CommandProcess.Run(["read", "--weights", _folder.WriteReaderWeights("w.safetensors"), "nowhere.png"]);
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal("edgenet: nowhere.png: no such file\n", failed.Error);
        Assert.Equal("", failed.Out);
    }

    [Fact]
    public void OutputIsUtf8WithoutAMark() => Assert.StartsWith("LeNet5: 1×32×32", CommandProcess.Run(["inspect", "LeNet5"]).Out);

    [Fact]
    public async Task TrainingThatIsInterruptedKeepsTheBestWeights()
    {
        string weights = _folder.PathOf("digitline.safetensors");
        using Process process = CommandProcess.Start("train", "LeNet5", "--data", _folder.WriteData(), "--epochs", "100000", "--out", weights);
        while (process.StandardOutput.ReadLine() is { } line && !line.Contains(" 1/100000 ", StringComparison.Ordinal))
        {
            // The headings, until the first epoch is done.
        }

        // The same handler takes Ctrl-C's SIGINT, but a shell's background job, as a test run may be, ignores that signal from birth.
        using (Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])) kill.WaitForExit();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(TimeSpan.FromMinutes(1));
        if (!ended) process.Kill();
        Assert.True(ended, "The command went on training a minute after it was told to stop.");
        Assert.Equal("", await error);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Stopped on request", await output);
        Assert.Equal(0, CommandRun.Of("bench", "LeNet5", "--rounds", "1", "--weights", weights).ExitCode);
    }
}
