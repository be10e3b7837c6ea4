using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training.Data;
using EdgeNet.Training.Robustness;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.Robustness;

public sealed class AttackTests : IClassFixture<AttackTests.TrainedNetwork>
{
    private const float Epsilon = 0.1f;

    private static readonly Attack[] Attacks =
        [new FgsmAttack(), new PgdAttack { Steps = 10, Restarts = 2 }, new SquareAttack { Queries = 150 }];

    private readonly TrainedNetwork _trained;

    public AttackTests(TrainedNetwork trained) => _trained = trained;

    public static TheoryData<string> Names => [.. Attack.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_changed_sample_stays_in_the_ball_and_in_the_range(string name)
    {
        var found = new List<AdversarialExample>();
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, _trained.Test);
        AttackResult result = evaluator.Run(Of(name), Epsilon, seed: 1, onExample: Keep(found));
        Assert.Equal(result.Samples - result.Robust, found.Count);
        Assert.Contains(found, e => !e.Clean.SequenceEqual(e.Changed));
        foreach (AdversarialExample example in found)
        {
            Assert.All(example.Changed, value => Assert.InRange(value, 0, 1));
            Assert.All(example.Clean.Zip(example.Changed), v => Assert.InRange(Math.Abs(v.First - v.Second), 0, Epsilon * 1.00001f));
        }
    }

    [Fact]
    public void Of_prepared_pictures_the_ball_is_in_units_of_the_picture()
    {
        var preparation = new InputPreparation(InputKind.Picture, TinyNetwork.InputShape) { Mean = [0.25f], Deviation = [0.5f] };
        ImageSet prepared = _trained.Test.With(preparation);
        var found = new List<AdversarialExample>();
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, prepared);
        evaluator.Run(new PgdAttack { Steps = 5, Restarts = 1 }, Epsilon, seed: 1, onExample: Keep(found));
        Assert.NotEmpty(found);
        foreach (AdversarialExample example in found)
        {
            Assert.All(example.Changed, value => Assert.InRange(value, -0.5f, 1.5f));
            Assert.All(example.Clean.Zip(example.Changed), v => Assert.InRange(Math.Abs(v.First - v.Second), 0, 2 * Epsilon * 1.00001f));
        }

        Assert.Contains(found, e => e.Clean.Zip(e.Changed).Any(v => Math.Abs(v.First - v.Second) > Epsilon * 1.5f));
    }

    [Fact]
    public void The_same_seed_has_the_same_outcome_on_any_number_of_threads()
    {
        foreach (Attack attack in Attacks)
        {
            bool[] one = Run(attack, threads: 1, seed: 1), three = Run(attack, threads: 3, seed: 1);
            Assert.Equal(one, three);
        }

        Assert.NotEqual(Examples(seed: 1), Examples(seed: 2));
    }

    [Fact]
    public void Stronger_attacks_fool_more()
    {
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, _trained.Test);
        double clean = evaluator.Run(new FgsmAttack(), 0, seed: 1).Accuracy;
        AttackResult[] results = [.. Attacks.Select(a => evaluator.Run(a, Epsilon, seed: 1))];
        Assert.InRange(clean, 0.85, 1);
        Assert.All(results, r => Assert.InRange(r.Accuracy, 0, clean - 0.05));
        Assert.InRange(results[1].Accuracy, 0, results[0].Accuracy);
        Assert.InRange(AttackResult.WorstCase(results), 0, results.Min(r => r.Accuracy));
        foreach (Attack attack in Attacks)
            Assert.InRange(evaluator.Run(attack, 2 * Epsilon, seed: 1).Accuracy, 0, evaluator.Run(attack, Epsilon / 2, seed: 1).Accuracy);
        Assert.InRange(
            evaluator.Run(new SquareAttack { Queries = 150 }, Epsilon, seed: 1).Accuracy, 0,
            evaluator.Run(new SquareAttack { Queries = 5 }, Epsilon, seed: 1).Accuracy);
    }

    [Fact]
    public void Without_a_change_an_attack_counts_what_is_right()
    {
        EvaluationResult clean = Evaluator.Evaluate(() => new Interpreted(TinyNetwork.Graph(), _trained.Weights), _trained.Test);
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, _trained.Test);
        Assert.All(Attacks, attack => Assert.Equal(clean.Correct, evaluator.Run(attack, 0, seed: 1).Robust));
    }

    [Fact]
    public void What_cannot_be_attacked_is_refused()
    {
        Assert.Contains("fgsm, pgd, square", Assert.Throws<TrainingException>(() => Attack.Named("cw")).Message, StringComparison.Ordinal);
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, _trained.Test);
        Assert.Throws<TrainingException>(() => evaluator.Run(new FgsmAttack(), float.NaN, seed: 1));
        Assert.Throws<TrainingException>(() => evaluator.Run(new PgdAttack { Steps = 0 }, Epsilon, seed: 1));
        Assert.Throws<TrainingException>(() => evaluator.Run(new SquareAttack { Share = 2 }, Epsilon, seed: 1));
        var other = new ImageSet([1, 2, 2], new byte[4], [0]);
        Assert.Throws<TrainingException>(() => new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, other));
    }

    private static Attack Of(string name) => Attacks.Single(a => a.Name == name);

    private static Action<AdversarialExample> Keep(List<AdversarialExample> found) => example =>
    {
        lock (found) found.Add(example);
    };

    private bool[] Run(Attack attack, int threads, int seed)
    {
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, _trained.Test, threads);
        return [.. evaluator.Run(attack, Epsilon, seed).Fooled];
    }

    private float[] Examples(int seed)
    {
        var found = new List<AdversarialExample>();
        using var evaluator = new AttackEvaluator(TinyNetwork.Graph(), _trained.Weights, _trained.Test);
        evaluator.Run(new PgdAttack { Steps = 3, Restarts = 1 }, Epsilon, seed, Keep(found));
        return [.. found.OrderBy(e => e.Sample).SelectMany(e => e.Changed)];
    }

    private sealed class Interpreted(NetworkGraph graph, IParameterSource parameters) : INetwork<float>
    {
        private readonly ReferenceNetwork _network = new(graph, parameters);

        public NetworkInfo Info { get; } = new("Tiny", "", TinyNetwork.InputShape, [10], [], 0, 0, 0);

        public void Infer(ReadOnlySpan<float> input, Span<float> output) => _network.Run(input.ToArray()).CopyTo(output);

        public void Dispose()
        {
        }
    }

    /// <summary>A network that knows synthetic digits.</summary>
    public sealed class TrainedNetwork
    {
        public TrainedNetwork()
        {
            Dataset data = SyntheticDigits.Create(TinyNetwork.InputShape, 3000, 150);
            var options = new TrainingOptions
            {
                Epochs = 3, Optimizer = new AdamOptions(3e-3f), WeightAverage = 0, ValidationSamples = 50,
            };
            Weights = new Trainer(TinyNetwork.Graph(), options).Run(data).Weights;
            Test = data.Test!;
        }

        public IParameterSource Weights { get; }

        public ImageSet Test { get; }
    }
}
