using EdgeNet.Compiler.Graph;
using EdgeNet.Tests.Shared;
using EdgeNet.Training;
using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness;
using Xunit.Abstractions;

namespace EdgeNet.Models.Tests;

/// <summary>The embedded weights, measured on samples that they were not trained on; the figures are those of Weights/README.md.</summary>
public sealed class TrainedNetworksTests(ITestOutputHelper output)
{
    [Fact]
    public void Are_as_small_as_they_say()
    {
        Assert.InRange(DigitNet.ParameterCount, 1, 60_000);
        Assert.InRange(MeterNet.ParameterCount, 1, 214_000);
    }

    [Fact]
    public void DigitNet_reads_MNISTs_test_digits()
    {
        if (Test<DigitNet>("mnist") is { } result) Assert.InRange(result.Error, 0, 0.0032);
    }

    [Fact]
    public void RobustDigitNet_reads_MNISTs_test_digits_also_under_attack()
    {
        if (Test<RobustDigitNet>("mnist") is not { } result) return;
        Assert.InRange(result.Error, 0, 0.015);
        Dataset data = DatasetFolder.Read(
            SharedData.Find("mnist")!, RobustDigitNet.NetworkInfo.InputShape, options: new DatasetOptions { ForTest = true });
        ImageSet some = data.Test!.Select([.. Enumerable.Range(0, 100)]);
        using SafetensorsFile weights = EmbeddedWeights.Open(typeof(RobustDigitNet).Assembly, "RobustDigitNet.safetensors");
        using var evaluator = new AttackEvaluator(GraphBuilder.Build(RobustDigitNet.Description, out _)!, weights, some);
        Assert.InRange(evaluator.Run(new PgdAttack { Steps = 20, Restarts = 1 }, epsilon: 0.3f, seed: 1).Accuracy, 0.88, 1);
    }

    [Fact]
    public void MeterNet_reads_wheels()
    {
        if (Test<MeterNet>("real/meter-digits.tar") is not { } result) return;
        output.WriteLine(FormattableString.Invariant($"{result.WithinOneStep(isCircle: true):P2} within a tenth"));
        Assert.InRange(result.Accuracy, 0.87, 1);
        Assert.InRange(result.WithinOneStep(isCircle: true), 0.99, 1);
    }

    [Fact]
    public void SpeakerCnn_knows_speakers()
    {
        if (Test<SpeakerCnn>("real/series/JapaneseVowels_TRAIN.ts") is { } result) Assert.InRange(result.Accuracy, 0.985, 1);
    }

    [Fact]
    public void DsCnn_knows_keywords()
    {
        if (Test<DsCnn>("real/series/keywords.tar") is { } result) Assert.InRange(result.Accuracy, 0.92, 1);
    }

    /// <summary>The validation part: it chose no epoch, being too small for that.</summary>
    [Fact]
    public void AdrenalCnn_tells_shapes_apart()
    {
        if (Test<AdrenalCnn>("real/volumes/adrenal-64.npz", data => data.Validation) is not { } result) return;
        Assert.InRange(result.Accuracy, 0.84, 1);
        Assert.InRange(result.AreaUnderRoc!.Value, 0.87, 1);
    }

    private EvaluationResult? Test<T>(string name, Func<Dataset, ImageSet?>? part = null)
        where T : ICompiledNetwork<T>
    {
        if (SharedData.Find(name) is not { } path)
        {
            output.Skip($"{name} is not on this machine.");
            return null;
        }

        using SafetensorsFile weights = EmbeddedWeights.Open(typeof(T).Assembly, $"{T.NetworkInfo.Name}.safetensors");
        var options = new DatasetOptions { Preparation = weights.Metadata.Preparation, Classes = weights.Metadata.Classes, ForTest = part is null };
        Dataset data = DatasetFolder.Read(path, T.NetworkInfo.InputShape, options: options);
        EvaluationResult result = Evaluator.Evaluate(() => T.LoadEmbedded(), (part is null ? data.Test : part(data))!);
        output.WriteLine(FormattableString.Invariant($"{T.NetworkInfo.Name}: {result.Correct} of {result.Samples}, area {result.AreaUnderRoc:0.0000}"));
        return result;
    }
}
