using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>
/// Networks that training fits to the shape and classes of their data: one command, and weights that every command takes.
/// </summary>
public sealed class FittedNetworkTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ASeriesOfAnotherLengthTrainsEvaluatesAndPredictsByOneCommandEach()
    {
        string data = WriteSeries("Waves", length: 24);
        string weights = _folder.PathOf("waves.safetensors"), description = _folder.PathOf("waves.cs");
        CommandRun train = CommandRun.Of("train", "TimeSeriesCnn", "--data", data, "--epochs", "2", "--folds", "0", "--validation", "8",
            "--out", weights);
        Assert.Equal((0, ""), (train.ExitCode, train.Error));
        Assert.Contains($"TimeSeriesCnn is fitted to the data: input 1×24 in place of 9×128, 2 classes in place of 6. Its class: {description}", train.Out);
        string text = File.ReadAllText(description);
        Assert.Contains("[Network(1, 24)]", text);
        Assert.Contains("[Dense(2, Name = \"output\")]", text);
        Assert.Contains("fitted to Waves_TRAIN.tsv", text);

        CommandRun evaluate = CommandRun.Of("evaluate", "TimeSeriesCnn", "--data", data, "--weights", weights, "--json");
        Assert.Equal(0, evaluate.ExitCode);
        Assert.Equal(20, JsonDocument.Parse(evaluate.Out).RootElement.GetProperty("samples").GetInt32());
        CommandRun predict = CommandRun.Of("predict", "TimeSeriesCnn", "--weights", weights,
            data.Replace("TRAIN", "TEST", StringComparison.Ordinal));
        Assert.Equal((0, ""), (predict.ExitCode, predict.Error));
        Assert.Equal(20, predict.Lines.Length);
        // Trained again, the class is the same; another file of its name is not overwritten.
        Assert.Equal(0, CommandRun.Of("train", "TimeSeriesCnn", "--data", data, "--epochs", "1", "--folds", "0", "--validation", "8",
            "--out", weights, "--force").ExitCode);
        File.WriteAllText(description, "mine");
        CommandRun.Of("train", "TimeSeriesCnn", "--data", data, "--out", _folder.PathOf("waves.weights"))
            .AssertFailed("waves.cs: there is a file already");
        Assert.Equal("mine", File.ReadAllText(description));
    }

    [Fact]
    public void AnInputThatIsChosenStretchesTheSeries()
    {
        string data = WriteSeries("Short", length: 10);
        CommandRun run = CommandRun.Of("train", "TimeSeriesCnn", "--input", "1x32", "--data", data, "--epochs", "1", "--folds", "0",
            "--validation", "8", "--out", _folder.PathOf("w.safetensors"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("series of 10 steps are stretched to the network's 32", run.Error);
        Assert.Contains("input 1×32", run.Out);
        CommandRun.Of("train", "TimeSeriesCnn", "--input", "1x", "--data", data)
            .AssertWrongUsage("--input: expected NAME=SIZES such as x=1,3,224,224, or 1x150 for a class, found '1x'");
        CommandRun.Of("train", "TimeSeriesCnn", "--input", "1x1x1", "--data", data)
            .AssertFailed("TimeSeriesCnn does not take inputs of 1×1×1");
        CommandRun.Of("train", "TimeSeriesCnn", "--data", data, "--memory", "lots")
            .AssertWrongUsage("--memory: expected a size such as 500M or 8G, found 'lots'");
    }

    [Fact]
    public void MoreClassesThanOutputsAreFittedToo()
    {
        for (int c = 0; c < 12; c++)
            for (int i = 0; i < 4; i++)
                _folder.Write($"many/{c:00}/{i}.pgm", [.. "P5 4 4 255\n"u8, .. Enumerable.Range(0, 16).Select(k => (byte)(k * c + i))]);
        CommandRun run = CommandRun.Of("train", "LeNet5", "--data", _folder.PathOf("many"), "--epochs", "1", "--folds", "0", "--validation",
            "12", "--out", _folder.PathOf("many.safetensors"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("LeNet5 is fitted to the data: input 1×32×32, 12 classes in place of 10.", run.Out);
    }

    private string WriteSeries(string name, int length)
    {
        foreach ((string part, int count) in new[] { ("TRAIN", 40), ("TEST", 20) })
        {
            var text = new StringBuilder();
            for (int i = 0; i < count; i++)
            {
                text.Append(i % 2 == 0 ? "-1" : "1.0000");
                for (int k = 0; k < length; k++) text.Append(CultureInfo.InvariantCulture, $"\t{Math.Sin(k * (i % 2 + 1) * 0.5 + i)}");
                text.Append('\n');
            }

            File.WriteAllText(_folder.PathOf($"series/{name}_{part}.tsv"), text.ToString());
        }

        return _folder.PathOf($"series/{name}_TRAIN.tsv");
    }
}
