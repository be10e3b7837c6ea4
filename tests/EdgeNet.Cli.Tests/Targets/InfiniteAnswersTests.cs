using System.Text.Json;
using EdgeNet.Cli.Targets;
using EdgeNet.Training;
using EdgeNet.Training.Data;

namespace EdgeNet.Cli.Tests.Targets;

/// <summary>Weights may answer what JSON has no number for.</summary>
public sealed class InfiniteAnswersTests
{
    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.NaN)]
    public void FiguresOfNoNumberAreNull(float answer)
    {
        var images = new ImageSet([1], [1f, 2], [0, 0]) { Targets = new(TargetKind.Numbers, ["age"], [3, 4]) };
        EvaluationResult result = Evaluator.Evaluate(() => new Constant(answer), images, threads: 1);
        JsonElement number = JsonDocument.Parse(TargetJson.Write("Fake", ["age"], result)).RootElement.GetProperty("numbers")[0];
        foreach (string name in (string[])["rmse", "mae", "r2"])
            Assert.Equal(JsonValueKind.Null, number.GetProperty(name).ValueKind);
    }

    [Theory]
    [InlineData(TargetKind.Numbers, "numbers", "value")]
    [InlineData(TargetKind.Labels, "labels", "confidence")]
    public void AnswersOfNoNumberAreNull(TargetKind kind, string list, string name)
    {
        var answers = new TargetAnswers(new WeightsMetadata { Classes = ["a", "b"], Outputs = kind }, 2, areProbabilities: true);
        JsonElement root = JsonDocument.Parse(answers.Line("x.csv", [float.PositiveInfinity, 0.25f], TimeSpan.Zero)).RootElement;
        Assert.Equal(JsonValueKind.Null, root.GetProperty(list)[0].GetProperty(name).ValueKind);
        Assert.Equal(0.25, root.GetProperty(list)[1].GetProperty(name).GetDouble());
    }

    private sealed class Constant(float answer) : INetwork<float>
    {
        public NetworkInfo Info { get; } = new("Fake", "fake", [1], [1], [], 0, 0, 0);

        public void Infer(ReadOnlySpan<float> input, Span<float> output) => output[0] = answer;

        public void Dispose() { }
    }
}
