using System.Reflection;
using EdgeNet.Cli.Networks;
using EdgeNet.Models;

namespace EdgeNet.Cli.Tests.Networks;

public sealed class NetworkRegistryTests
{
    private static readonly Assembly[] Assemblies = [typeof(LeNet5).Assembly, typeof(ResNet8).Assembly];

    [Fact]
    public void EveryNetworkOfTheModelsIsRegistered()
    {
        IEnumerable<string> classes = Assemblies.SelectMany(a => AssemblyNetworks.Load(new FileInfo(a.Location))).Select(n => n.Name);
        Assert.Equal(classes.Order(StringComparer.Ordinal), NetworkRegistry.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatIsKnownWithoutCompilingIsWhatTheClassSays()
    {
        foreach (NetworkEntry compiled in Assemblies.SelectMany(a => AssemblyNetworks.Load(new FileInfo(a.Location))))
        {
            NetworkEntry entry = NetworkRegistry.Find(compiled.Name, null);
            Assert.Equal(compiled.Description, entry.Description);
            Assert.Equivalent(compiled.Info, entry.Info, strict: true);
        }
    }

    [Fact]
    public void ALargeNetworkRuns()
    {
        CommandRun run = CommandRun.Of("bench", "ResNet8", "--rounds", "1", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\"network\":\"ResNet8\"", run.Out);
    }

    [Theory]
    [InlineData("LeNet5")]
    [InlineData("lenet5")]
    [InlineData("LENET5")]
    public void NamesAreFoundInAnyCase(string name) => Assert.Equal("LeNet5", NetworkRegistry.Find(name, null).Name);

    [Fact]
    public void NetworksOfAnAssemblyAreFound()
    {
        CommandRun run = CommandRun.Of("inspect", "tinyNet", "--assembly", typeof(TinyNet).Assembly.Location);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("TinyNet: 1×4×4 → 3", run.Out);
    }

    [Fact]
    public void TheSourceIsThatOfTheGenerator()
    {
        NetworkEntry entry = NetworkRegistry.Find(nameof(TinyNet), new FileInfo(typeof(TinyNet).Assembly.Location));
        Assert.Contains("namespace EdgeNet.Cli.Tests.Networks", entry.Source);
        Assert.Equal(TinyNet.WorkspaceLength, entry.Plan.WorkspaceLength);
        Assert.Equal(TinyNet.WeightsLength, entry.Plan.WeightsLength);
    }

    [Fact]
    public void UnknownNamesListTheKnownOnes() => CommandRun.Of("inspect", "LeNet6").AssertFailed("'LeNet6'", "LeNet5");

    [Fact]
    public void AnOnnxFileMustBeThere() => CommandRun.Of("inspect", "model.onnx").AssertFailed("model.onnx", "no such file");

    [Fact]
    public void AnAssemblyMustBeOne()
    {
        CommandRun.Of("inspect", "X", "--assembly", "nowhere.dll").AssertFailed("nowhere.dll", "no such file");
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "This is no assembly.");
        CommandRun.Of("inspect", "X", "--assembly", file).AssertFailed(file, "expected a .NET assembly");
        File.Delete(file);
    }

    [Fact]
    public void AnAssemblyMustHoldNetworks() =>
        CommandRun.Of("inspect", "X", "--assembly", typeof(FactAttribute).Assembly.Location).AssertFailed("[Network]", "found none");
}
