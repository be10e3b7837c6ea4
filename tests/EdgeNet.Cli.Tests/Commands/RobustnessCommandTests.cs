using System.Text.Json;
using EdgeNet.Models;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class RobustnessCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_has_the_documented_fields()
    {
        CommandRun run = Evaluate("--json", "--robustness", "--samples", "10", "--attack", "fgsm,pgd,square", "--epsilon", "0.1,0.3",
            "--attack-steps", "2", "--attack-restarts", "1", "--attack-queries", "5");
        Assert.Equal(0, run.ExitCode);
        JsonElement root = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
        Assert.Equal(
            ["network", "samples", "accuracy", "seed", "corruptions", "mnistCError", "attacks", "worstCase"],
            root.EnumerateObject().Select(p => p.Name));
        Assert.Equal(10, root.GetProperty("samples").GetInt32());
        JsonElement[] corruptions = [.. root.GetProperty("corruptions").EnumerateArray()];
        double[] errors = [.. corruptions.Where(c => c.GetProperty("family").GetString() == "MNIST-C")
            .Select(c => 1 - c.GetProperty("accuracy").GetDouble())];
        Assert.Equal(15, errors.Length);
        Assert.Equal(errors.Average(), root.GetProperty("mnistCError").GetDouble(), 1e-9);
        JsonElement[] attacks = [.. root.GetProperty("attacks").EnumerateArray()];
        Assert.Equal(6, attacks.Length);
        foreach (JsonElement worst in root.GetProperty("worstCase").EnumerateArray())
        {
            double epsilon = worst.GetProperty("epsilon").GetDouble();
            double least = attacks.Where(a => a.GetProperty("epsilon").GetDouble() == epsilon)
                .Min(a => a.GetProperty("accuracy").GetDouble());
            Assert.InRange(worst.GetProperty("accuracy").GetDouble(), 0, least);
        }
    }

    [Fact]
    public void Attacks_without_a_strength_try_the_usual_ones()
    {
        CommandRun run = Evaluate("--json", "--samples", "5", "--attack", "fgsm");
        JsonElement root = JsonDocument.Parse(Assert.Single(run.Lines)).RootElement;
        Assert.Equal([0.1, 0.2, 0.3], root.GetProperty("attacks").EnumerateArray().Select(a => Math.Round(a.GetProperty("epsilon").GetDouble(), 4)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_table_of_eighty_columns()
    {
        CommandRun one = Evaluate("--robustness", "--samples", "10", "--seed", "3");
        CommandRun other = Evaluate("--robustness", "--samples", "10", "--seed", "3");
        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Out, other.Out);
        Assert.Contains("within ±15°", one.Out);
        Assert.Contains("canny edges", one.Out);
        Assert.Contains("What hurts most", one.Out);
        Assert.All(one.Lines.Where(l => l.Contains(" %   ")), line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public void Series_are_told_what_does_not_apply()
    {
        string weights = _folder.WriteWeights("s.safetensors", TimeSeriesCnn.NetworkInfo);
        int length = TimeSeriesCnn.NetworkInfo.InputLength;
        string row = string.Join('\t', Enumerable.Range(0, length).Select(i => i % 7));
        _folder.Write("s_TRAIN.tsv", System.Text.Encoding.ASCII.GetBytes($"1\t{row}\n2\t{row}\n"));
        _folder.Write("s_TEST.tsv", System.Text.Encoding.ASCII.GetBytes($"1\t{row}\n2\t{row}\n"));
        CommandRun run = CommandRun.Of(
            "evaluate", "TimeSeriesCnn", "--data", _folder.PathOf("s_TRAIN.tsv"), "--weights", weights, "--robustness");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("masking", run.Out);
        Assert.Contains("Not applicable to this input: rotation", run.Out);
    }

    [Fact]
    public void Pictures_are_written_and_not_overwritten()
    {
        string pictures = _folder.PathOf("pictures");
        string[] options = ["--samples", "50", "--epsilon", "0.5", "--attack-steps", "5", "--attack-restarts", "1", "--pictures", pictures];
        Assert.Equal(0, Evaluate(options).ExitCode);
        string page = File.ReadAllText(Path.Combine(pictures, "index.html"));
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.Contains("example-01.png", page, StringComparison.Ordinal);
        byte[] picture = File.ReadAllBytes(Path.Combine(pictures, "example-01.png"));
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], picture[..4]);
        Evaluate(options).AssertFailed("index.html", "--force");
        Assert.Equal(0, Evaluate([.. options, "--force"]).ExitCode);
    }

    [Fact]
    public void Wrong_usage_is_told()
    {
        Assert.Equal(2, Evaluate("--attack", "cw").ExitCode);
        Assert.Equal(2, Evaluate("--attack", "pgd", "--epsilon", "2").ExitCode);
        Assert.Equal(2, Evaluate("--attack", "pgd", "--epsilon", "x").ExitCode);
        Evaluate("--epsilon", "0.1").AssertWrongUsage("--attack");
        Evaluate("--samples", "5").AssertWrongUsage("--robustness");
        Evaluate("--robustness", "--average").AssertWrongUsage("--average");
        CommandRun.Of(
            "train", "LeNet5", "--data", _folder.WriteData(), "--adversarial-steps", "3", "--out", _folder.PathOf("x.safetensors"))
            .AssertWrongUsage("--adversarial");
    }

    [Fact]
    public void Networks_are_trained_against_attacks()
    {
        string weights = _folder.PathOf("hard.safetensors");
        CommandRun run = CommandRun.Of(
            "train", "RobustDigitNet", "--data", _folder.WriteData(), "--adversarial", "0.1", "--adversarial-steps", "1",
            "--epochs", "1", "--validation", "20", "--out", weights);
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(weights));
    }

    private CommandRun Evaluate(params string[] options) => CommandRun.Of(
        ["evaluate", "LeNet5", "--data", _folder.WriteData(), "--weights", _folder.WriteWeights("w.safetensors"), .. options]);
}
