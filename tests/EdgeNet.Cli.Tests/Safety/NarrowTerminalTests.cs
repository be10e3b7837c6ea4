namespace EdgeNet.Cli.Tests.Safety;

/// <summary>Tables on terminals of 80 and 60 columns: no line is longer, no column vanishes, no number is cut.</summary>
public sealed class NarrowTerminalTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    public void Confusion_and_layers_fit(int width)
    {
        string data = _folder.WriteData(), weights = _folder.WriteWeights("w.safetensors");
        CommandRun evaluate = CommandRun.OnTerminal(width, "evaluate", "LeNet5", "--data", data, "--weights", weights);
        CommandRun piped = CommandRun.Of("evaluate", "LeNet5", "--data", data, "--weights", weights);
        AssertFits(evaluate, width);
        Assert.Equal(Cells(piped.Out), Cells(evaluate.Out));
        CommandRun inspect = CommandRun.OnTerminal(width, "inspect", "LeNet5", "--stage", "plan");
        AssertFits(inspect, width);
        AssertFits(CommandRun.OnTerminal(width, "inspect", "ResNet8", "--stage", "graph"), width);
        AssertFits(CommandRun.OnTerminal(width, "bench", "LeNet5", "--rounds", "1"), width);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    public void Epochs_fit(int width)
    {
        CommandRun train = CommandRun.OfWidth(
            width, "train", "LeNet5", "--data", _folder.WriteData(), "--epochs", "2", "--validation", "20", "--out", _folder.PathOf("w.safetensors"));
        Assert.Equal(0, train.ExitCode);
        string[] epochs = [.. train.Lines.Where(l => l.StartsWith(' '))];
        Assert.Equal(3, epochs.Length);
        Assert.All(epochs, line => Assert.InRange(line.Length, 1, width));
    }

    private static void AssertFits(CommandRun run, int width)
    {
        Assert.Equal(0, run.ExitCode);
        string[] table = [.. run.Lines.Where(l => l.Length > 0 && "│╭├╰".Contains(l[0]))];
        Assert.NotEmpty(table);
        Assert.All(table, line => Assert.InRange(line.Length, 1, width));
    }

    /// <summary>Every number of a text, in order.</summary>
    private static string[] Cells(string text) => [.. System.Text.RegularExpressions.Regex.Matches(text, @"\d+\.\d+ %").Select(m => m.Value).Order()];
}
