using System.Globalization;
using System.Runtime.Intrinsics;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Emitted code, compiled and run at every vector width, against the plain scalar reference.</summary>
public class EmittedCodeTests
{
    private const float Tolerance = 1e-5f;

    [Theory]
    [InlineData("ReLU")]
    [InlineData("Tanh")]
    public void LeNet5_matches_the_scalar_reference_at_every_width(string activation) =>
        Check(EmittedNetwork.Compile(Networks.LeNet5(activation)), samples: 5);

    [Fact]
    public void Random_networks_match_the_scalar_reference_at_every_width()
    {
        // Without AVX-512 the JIT takes seconds for 512-bit code in its software form: every fourth network then stands for all.
        int[] seeds = [.. Enumerable.Range(1, 60)];
        IReadOnlyList<EmittedNetwork> networks = EmittedNetwork.CompileAll([.. seeds.Select(RandomNetworks.Create)]);
        foreach (int seed in seeds)
            Check(networks[seed - 1], samples: 2, with512: Vector512.IsHardwareAccelerated || seed % 4 == 0);
    }

    [Fact]
    public void Full_unrolling_matches_the_scalar_reference_at_every_width() =>
        Check(EmittedNetwork.Compile(Networks.LeNet5("ReLU") with { Unroll = Unroll.Full }), samples: 2, Vector512.IsHardwareAccelerated);

    private static void Check(EmittedNetwork network, int samples, bool with512 = true)
    {
        for (int sample = 0; sample < samples; sample++)
        {
            var random = new Random(100 + sample);
            float[] input = [.. Enumerable.Range(0, network.Graph.InputShape.Length).Select(_ => (float)(random.NextDouble() * 2 - 1))];
            float[] expected = network.Reference(input);
            foreach (int bits in with512 ? new[] { 0, 128, 256, 512 } : [0, 128, 256])
            {
                float[] actual = network.Infer(bits, input);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(Math.Abs(actual[i] - expected[i]) <= Tolerance, string.Create(CultureInfo.InvariantCulture,
                        $"{bits} bits, output {i}: expected {expected[i]}, found {actual[i]}\n{network.Source[..network.Source.IndexOf("namespace", StringComparison.Ordinal)]}"));
                }
            }
        }
    }
}
