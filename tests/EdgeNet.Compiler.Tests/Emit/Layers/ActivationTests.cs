using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

public class ActivationTests
{
    [Fact]
    public void Every_function_matches_the_reference_on_its_own_and_fused()
    {
        var networks = new List<NetworkDescription>();
        foreach (string function in Enum.GetNames<Activation>())
        {
            bool positive = function is "Sqrt" or "Log" or "Reciprocal";
            networks.Add(new(function, [67], new("Activation", A("function", positive ? "Softplus" : "None")), new("Add", A("value", 0.25)), new("Dropout", A("name", "x")), new("Activation", A("function", function))));
            if (!positive) networks.Add(new("Fused" + function, [5, 6, 7], new LayerDescription("Conv2D", A("filters", 19), A("kernel", 3), A("activation", function))));
        }

        EmittedCheck.All(networks, scale: 6);
    }

    [Fact]
    public void Alpha_and_beta_count()
    {
        (string Function, double Alpha, double Beta)[] functions =
        [
            ("LeakyReLU", -0.5, 0), ("LeakyReLU", 2, 0), ("Clip", -0.5, 0.25), ("ELU", 0.3, 0), ("SELU", 2, 0.5), ("CELU", 0.4, 0), ("CELU", -0.7, 0), ("HardSigmoid", 0.2, 0.6),
            ("Swish", 1.702, 0), ("Swish", -2, 0), ("Softplus", 3, 0), ("ThresholdedReLU", 0.5, 0), ("ThresholdedReLU", -0.5, 0),
        ];
        EmittedCheck.All(functions.Select((f, i) => new NetworkDescription(FormattableString.Invariant($"F{i}"), [37],
            ActivationFunction.Defaults(Enum.Parse<Activation>(f.Function)).Beta is null
                ? new LayerDescription("Activation", A("function", f.Function), A("alpha", f.Alpha))
                : new LayerDescription("Activation", A("function", f.Function), A("alpha", f.Alpha), A("beta", f.Beta)))), scale: 4);
    }

    [Fact]
    public void A_NaN_stays_one()
    {
        // Those that choose by comparing have the rest of their definition for a NaN.
        string[] functions = [.. Enum.GetNames<Activation>().Except(["Sign", "ThresholdedReLU"])];
        NetworkDescription[] networks = [.. functions.Select(f => new NetworkDescription("NaN" + f, [37], new LayerDescription("Activation", A("function", f))))];
        int[] at = [0, 5, 36];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll(networks))
        {
            float[] input = [.. Enumerable.Repeat(0.5f, 37)];
            foreach (int i in at) input[i] = float.NaN;
            foreach (int bits in (int[])[0, 128, 256, 512])
            {
                float[] output = network.Infer(bits, input);
                Assert.True(at.All(i => float.IsNaN(output[i])) && output.Count(float.IsNaN) == at.Length, $"{network.Graph.Name}, {bits} bits: {string.Join(' ', output)}");
            }
        }
    }
}
