using EdgeNet.Compiler.Graph;
using EdgeNet.Models;
using EdgeNet.Onnx.Reference;
using EdgeNet.Training.Data;
using EdgeNet.Training.SelfOrganization;
using EdgeNet.Training.Synthetic;

namespace EdgeNet.Training.Tests.SelfOrganization;

public sealed class NeocognitronLearnerTests
{
    private const int Side = 28;
    private const int Rows = 14;

    private static readonly Dataset Digits = SyntheticDigits.Create([1, Side, Side], 300, 200);

    private static readonly Lazy<(IParameterSource Parameters, List<string> Lines)> Learnt = new(() =>
    {
        var lines = new List<string>();
        return (Learn(lines), lines);
    });

    [Fact]
    public void Learns_digits_without_back_propagation()
    {
        using TinyNeocognitron network = TinyNeocognitron.Create(Learnt.Value.Parameters);
        float[] input = new float[Side * Side], answers = new float[10];
        int correct = 0;
        for (int i = 0; i < Digits.Test!.Count; i++)
        {
            Digits.Test.Read(i, input);
            network.Infer(input, answers);
            if (Array.IndexOf(answers, answers.Max()) == Digits.Test.Label(i)) correct++;
        }

        // Guesses are right in 20 of 200.
        Assert.InRange(correct, 100, 200);
        Assert.Equal(2, Learnt.Value.Lines.Count);
        Assert.StartsWith("s1: 8 of 8 planes", Learnt.Value.Lines[0]);
    }

    [Fact]
    public void The_layers_compute_the_formula_of_an_S_cell()
    {
        IParameterSource parameters = Learnt.Value.Parameters;
        float[] input = new float[Side * Side];
        Digits.Train.Read(0, input);
        var reference = new ReferenceNetwork(GraphBuilder.Build(TinyNeocognitron.Description, out _)!, parameters);
        reference.RunAll(input);
        float[] s1 = reference.Output("s1");
        ReadOnlySpan<float> a = parameters.GetParameter("s1_excitatory.weight"), c = parameters.GetParameter("s1_inhibitory.weight");
        const float r = 4, b = 100;
        int answering = 0;
        for (int plane = 0; plane < 8; plane++)
        {
            for (int column = 4; column < 24; column++)
            {
                double excitation = 0, inhibition = 0;
                for (int tap = 0; tap < 25; tap++)
                {
                    float u = input[(Rows + tap / 5 - 2) * Side + column + tap % 5 - 2];
                    excitation += a[plane * 25 + tap] * u;
                    inhibition += c[tap] * u * u;
                }

                double expected = r * Math.Max(0, (1 + excitation) / (1 + r / (1 + r) * b * Math.Sqrt(inhibition)) - 1);
                float found = s1[(plane * Side + Rows) * Side + column];
                Assert.True(Math.Abs(expected - found) < 1e-3, FormattableString.Invariant($"plane {plane}: expected {expected}, found {found}"));
                if (expected > 0) answering++;
            }
        }

        Assert.True(answering > 0);
    }

    [Fact]
    public void The_same_seed_learns_the_same()
    {
        IParameterSource again = Learn([]);
        foreach (ParameterInfo parameter in TinyNeocognitron.NetworkInfo.Parameters)
            Assert.True(Learnt.Value.Parameters.GetParameter(parameter.Name).SequenceEqual(again.GetParameter(parameter.Name)), parameter.Name);
    }

    [Fact]
    public void A_network_without_S_cells_is_refused()
    {
        NetworkGraph graph = GraphBuilder.Build(LeNet5.Description, out _)!;
        TrainingException e = Assert.Throws<TrainingException>(() => new NeocognitronLearner(graph, new NeocognitronOptions()));
        Assert.Contains("LeNet5: expected two or more stages of S cells", e.Message);
    }

    private static IParameterSource Learn(List<string> lines) =>
        new NeocognitronLearner(GraphBuilder.Build(TinyNeocognitron.Description, out _)!, new NeocognitronOptions())
            .Learn(Digits.Train, lines.Add, default);
}
