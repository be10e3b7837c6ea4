using EdgeNet.Cli.Networks;

namespace EdgeNet.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public void WithoutArgumentsTheHelpIsShown()
    {
        CommandRun run = CommandRun.Of();
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("inspect", run.Out);
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("inspect")]
    [InlineData("inspect", "LeNet5", "--frobnicate")]
    [InlineData("inspect", "LeNet5", "surplus")]
    [InlineData("inspect", "LeNet5", "--stage", "machine")]
    [InlineData("inspect", "LeNet5", "--stage", "graph", "--json")]
    [InlineData("bench", "LeNet5", "--rounds", "0")]
    [InlineData("bench", "LeNet5", "--rounds", "many")]
    public void WhatIsNotUnderstoodIsWrongUsage(params string[] args) => CommandRun.Of(args).AssertWrongUsage();

    [Theory]
    [InlineData("IMAGE", "predict", "LeNet5", "")]
    [InlineData("IMAGE", "read", "")]
    [InlineData("--weights", "predict", "LeNet5", "a.png", "--weights", "")]
    [InlineData("--out", "train", "LeNet5", "--out", "")]
    [InlineData("--report", "train", "LeNet5", "--report", "")]
    [InlineData("--data", "train", "LeNet5", "--data", "")]
    [InlineData("--start", "train", "LeNet5", "--start", "")]
    [InlineData("FILE.onnx", "import", "")]
    [InlineData("--suite", "verify", "--suite", "")]
    [InlineData("--assembly", "inspect", "LeNet5", "--assembly", "")]
    public void AnEmptyTextIsNoFile(string named, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);
        run.AssertWrongUsage(named + ": expected a ", "found an empty text");
        Assert.DoesNotContain("System.", run.Error);
    }

    [Fact]
    public void WeightsInTheWrongPlaceAreAnsweredWithTheRightOne()
    {
        using var folder = new TestFolder();
        string weights = folder.WriteWeights("w.safetensors");
        CommandRun.Of("predict", weights, "a.png").AssertFailed($"LeNet5 --weights {weights}");
        CommandRun.Of("predict", "ResNet8", weights, "a.png").AssertWrongUsage($"LeNet5 --weights {weights}");
        CommandRun.Of("predict", "ResNet8", "nowhere.safetensors").AssertWrongUsage("NETWORK --weights nowhere.safetensors");
    }

    [Fact]
    public void EveryNetworkIsListedWithItsInput()
    {
        CommandRun help = CommandRun.OfWidth(2000, "predict", "--help");
        CommandRun unknown = CommandRun.Of("inspect", "Nowhere");
        foreach (string name in NetworkRegistry.Names)
        {
            string expected = $"{name} ({string.Join('×', NetworkRegistry.Find(name, null).Info.InputShape)})";
            Assert.Contains(expected, unknown.Error);
            Assert.Contains(expected, string.Join(' ', help.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        }
    }

    [Fact]
    public void AFileMayBeCalledLikeAResponseFile() => CommandRun.Of("bench", "@LeNet5").AssertFailed("'@LeNet5'");
}
