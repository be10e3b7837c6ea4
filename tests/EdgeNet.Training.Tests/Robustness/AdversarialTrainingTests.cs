using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Robustness;

public sealed class AdversarialTrainingTests : IDisposable
{
    private static readonly TrainingOptions Options = new()
    {
        Epochs = 2,
        Optimizer = new AdamOptions(3e-3f),
        WeightAverage = 0,
        ValidationSamples = 50,
        Adversarial = new AdversarialOptions { Epsilon = 0.1f, Steps = 2, WarmUp = 1 },
    };

    private readonly Dataset _data = SyntheticDigits.Create(TinyNetwork.InputShape, 300, 100);
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_weights_on_any_number_of_threads()
    {
        float[] one = Weights(Options with { Threads = 1 });
        Assert.Equal(one, Weights(Options with { Threads = 3 }));
        Assert.NotEqual(one, Weights(Options with { Adversarial = null }));
        Assert.NotEqual(one, Weights(Options with { Adversarial = Options.Adversarial! with { Steps = 1 } }));
    }

    [Fact]
    public void Resumed_training_ends_where_uninterrupted_training_does()
    {
        TrainingOptions options = Options with
        {
            Epochs = 3, Schedule = new ConstantSchedule(), CheckpointPath = Path.Combine(_folder, "tiny.checkpoint"),
            Adversarial = Options.Adversarial! with { WarmUp = 3 },
        };
        float[] whole = Weights(options with { CheckpointPath = null });
        Weights(options with { Epochs = 2 });
        Assert.Equal(whole, Weights(options with { Resume = true, Threads = 1 }));
        TrainingOptions other = options with { Resume = true, Adversarial = options.Adversarial! with { Epsilon = 0.2f } };
        Assert.Contains("another adversarial", Assert.Throws<TrainingException>(() => Weights(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_that_met_attacks_withstands_them_better()
    {
        Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 2000, 200);
        TrainingOptions options = Options with { Epochs = 4 };
        double hardened = Robust(options), plain = Robust(options with { Adversarial = null });
        Assert.InRange(hardened - plain, 0.1, 1);

        double Robust(TrainingOptions how)
        {
            IParameterSource weights = new Trainer(TinyNetwork.Graph(), how).Run(data).Weights;
            using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), weights, data.Test!);
            return evaluator.Run(new PgdAttack { Steps = 10, Restarts = 1 }, 0.1f, seed: 1).Accuracy;
        }
    }

    [Fact]
    public void The_last_epoch_is_kept()
    {
        TrainingResult result = new Trainer(TinyNetwork.Graph(), Options).Run(SyntheticDigits.Create(TinyNetwork.InputShape, 600, 50));
        Assert.Equal(2, result.Best!.Epoch);
        Refused(Options with { Keep = KeptEpoch.Best }, "keeps the last epoch");
        Refused(Options with { Patience = 3 }, "keeps the last epoch");
    }

    [Fact]
    public void Options_out_of_their_range_are_refused()
    {
        Refused(Options with { Adversarial = new AdversarialOptions { Epsilon = 0 } }, "Epsilon");
        Refused(Options with { Adversarial = new AdversarialOptions { Epsilon = 0.1f, Steps = 0 } }, "Steps");
        Refused(Options with { Adversarial = new AdversarialOptions { Epsilon = 0.1f, StepSize = float.NaN } }, "StepSize");
        Refused(Options with { Adversarial = new AdversarialOptions { Epsilon = 0.1f, WarmUp = -1 } }, "WarmUp");
    }

    private static void Refused(TrainingOptions options, string expected) => Assert.Contains(
        expected, Assert.Throws<TrainingException>(() => new Trainer(TinyNetwork.Graph(), options)).Message, StringComparison.Ordinal);

    private float[] Weights(TrainingOptions options)
    {
        IParameterSource weights = new Trainer(TinyNetwork.Graph(), options).Run(_data).Weights;
        return [.. weights.GetParameter("c1.weight"), .. weights.GetParameter("hidden.weight"), .. weights.GetParameter("output.weight")];
    }
}
