namespace EdgeNet.Cli.Tests.Safety;

/// <summary>Names that would act on a terminal, or make lines of their own, where the command shows them.</summary>
public sealed class TerminalTests : IDisposable
{
    /// <summary>Clears the screen, sets the window's title, ends lines in three ways, turns the direction of text.</summary>
    private const string Evil = "a\u001b[2J\u001b]0;x\u0007\nedgenet: forged\r\u2028\u202e\u009b31m";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_of_pictures_are_shown_and_do_nothing()
    {
        if (OperatingSystem.IsWindows()) return;
        string good = Path.Combine(_folder.Path, Evil + ".png"), bad = Path.Combine(_folder.Path, Evil + "2.png");
        CommandRun.Of("draw", "--zip", "02139", "--out", good);
        File.WriteAllText(bad, "no picture");
        foreach (string[] options in new[] { Array.Empty<string>(), ["--json"] })
        {
            CommandRun run = CommandRun.Of(["read", _folder.Path, .. options]);
            Assert.Equal(1, run.ExitCode);
            AssertShownOnly(run);
            Assert.Contains(@"a\u001b[2J\u001b]0;x\u0007\u000aedgenet: forged", run.Error);
            Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Theory]
    [InlineData("read", Evil)]
    [InlineData("draw", "--zip", "02139", "--out", "/no/" + Evil)]
    [InlineData("inspect", Evil)]
    [InlineData("inspect", Evil + ".onnx")]
    [InlineData("import", Evil + ".onnx")]
    [InlineData("import", "x.onnx", "--class", Evil)]
    [InlineData("verify", Evil + ".onnx")]
    [InlineData("evaluate", "LeNet5", "--weights", Evil, "--data", "x")]
    [InlineData("evaluate", "LeNet5", "--data", Evil)]
    [InlineData("train", "LeNet5", "--data", Evil)]
    [InlineData("train", "LeNet5", "--out", "/no/" + Evil)]
    [InlineData("bench", "LeNet5", "--onnxruntime", Evil)]
    [InlineData("bench", Evil, "--assembly", Evil)]
    [InlineData(Evil)]
    [InlineData("read", "--" + Evil)]
    public void Arguments_are_shown_and_do_nothing(params string[] arguments)
    {
        foreach (CommandRun run in new[] { CommandRun.Of(arguments), CommandRun.OnTerminal(arguments) })
        {
            Assert.NotEqual(0, run.ExitCode);
            AssertShownOnly(run);
            Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches("^(edgenet: |Try '|  )", line));
            Assert.DoesNotContain("\nedgenet: forged", run.Error);
        }
    }

    private static void AssertShownOnly(CommandRun run) =>
        Assert.DoesNotContain(run.Out + run.Error, c => c != '\n' && char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202e');
}
