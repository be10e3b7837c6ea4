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

    [Fact]
    public void AFileMayBeCalledLikeAResponseFile() => CommandRun.Of("bench", "@LeNet5").AssertFailed("'@LeNet5'");
}
