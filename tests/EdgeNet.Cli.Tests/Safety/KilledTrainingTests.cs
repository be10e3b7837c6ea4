using System.Diagnostics;
using System.Globalization;
using EdgeNet.Models;
using EdgeNet.Training;

namespace EdgeNet.Cli.Tests.Safety;

/// <summary>Training that is killed in the middle of an epoch, again and again, and goes on each time.</summary>
public sealed class KilledTrainingTests : IDisposable
{
    /// <summary>How often it is killed; more often where somebody has the time.</summary>
    private const string TimesVariable = "EDGENET_TEST_KILLS";
    private const int Times = 3;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void KilledAnyNumberOfTimesItEndsWithTheSameWeightsAndNoHalfWrittenFile()
    {
        int times = int.TryParse(Environment.GetEnvironmentVariable(TimesVariable), NumberStyles.None, CultureInfo.InvariantCulture, out int asked) ? asked : Times;
        int epochs = 3 * times + 4;
        string data = _folder.WriteData(training: 2000, test: 20);
        string whole = _folder.PathOf("whole.safetensors"), parts = _folder.PathOf("parts.safetensors");
        string[] common =
        [
            "train", "LeNet5", "--data", data, "--batch", "10", "--validation", "50", "--augment", "--mixup", "0.2", "--schedule", "plateau", "--every", "2",
            "--epochs", epochs.ToString(CultureInfo.InvariantCulture),
        ];
        Assert.Equal(0, CommandRun.Of([.. common, "--out", whole]).ExitCode);

        var random = new Random(7);
        for (int i = 0; i < times; i++)
        {
            KillInMidEpoch([.. common, "--out", parts, "--resume"], random.Next(120));
            AssertWhole(parts);
        }

        CommandRun last = CommandRun.Of([.. common, "--out", parts, "--resume"]);
        Assert.Equal(0, last.ExitCode);
        Assert.Contains("Going on from", last.Out);
        using SafetensorsFile one = SafetensorsFile.Open(whole), other = SafetensorsFile.Open(parts);
        foreach (ParameterInfo parameter in LeNet5.NetworkInfo.Parameters)
            Assert.Equal(one.GetParameter(parameter.Name).ToArray(), other.GetParameter(parameter.Name).ToArray());
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, ".*"));
    }

    /// <summary>Waits for an epoch, and for a while in the next one, and kills.</summary>
    private static void KillInMidEpoch(string[] args, int milliseconds)
    {
        using Process process = CommandProcess.Start(args);
        while (process.StandardOutput.ReadLine() is { } line && !line.EndsWith("seconds", StringComparison.Ordinal) && !line.EndsWith("      s", StringComparison.Ordinal))
        {
            // Until the headings of the table.
        }

        Assert.NotNull(process.StandardOutput.ReadLine());
        Thread.Sleep(milliseconds);
        Assert.False(process.HasExited, "training ended before it was killed");
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Each file under its own name is complete.</summary>
    private static void AssertWhole(string weights)
    {
        Assert.InRange(Trainer.ProgressOf(weights + ".checkpoint").Done, 1, int.MaxValue);
        if (!File.Exists(weights)) return;
        using SafetensorsFile file = SafetensorsFile.Open(weights);
        Assert.Equal(LeNet5.NetworkInfo.Fingerprint, file.Fingerprint);
    }
}
