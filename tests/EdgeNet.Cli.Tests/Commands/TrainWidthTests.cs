using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

/// <summary>Training on vectors of another width, as other processors have them.</summary>
public sealed class TrainWidthTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>There are eight lanes, whatever a vector holds. (Without AVX-512 on this machine, it is the same run twice.)</summary>
    [Fact]
    public void VectorsOf256And512BitsLearnTheSameBits()
    {
        Losses("usual");
        Losses("narrow", ("DOTNET_EnableAVX512", "0"));
        Assert.Equal(File.ReadAllBytes(_folder.PathOf("usual.safetensors")), File.ReadAllBytes(_folder.PathOf("narrow.safetensors")));
    }

    /// <summary>Without fused multiply-adds products are rounded too; what is drawn, and the order of samples, is the same.</summary>
    [Fact]
    public void ProcessorsWithoutFusedMultiplyAddsLearnNearlyTheSame()
    {
        double[] usual = Losses("usual"), old = Losses("old", ("DOTNET_EnableAVX2", "0"));
        Assert.Equal(2, usual.Length);
        for (int epoch = 0; epoch < usual.Length; epoch++) Assert.InRange(old[epoch] / usual[epoch], 0.999, 1.001);
    }

    private double[] Losses(string name, params (string, string)[] variables)
    {
        string report = _folder.PathOf($"{name}.json");
        CommandRun run = CommandProcess.Run(
            ["train", "LeNet5", "--data", _folder.WriteData(), "--epochs", "2", "--validation", "20", "--augment", "--mixup", "0.2", "--out", _folder.PathOf($"{name}.safetensors"), "--report", report],
            variables);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement story = JsonDocument.Parse(File.ReadAllText(report)).RootElement;
        return [.. story.GetProperty("epochs").EnumerateArray().Select(e => e.GetProperty("loss").GetDouble())];
    }
}
