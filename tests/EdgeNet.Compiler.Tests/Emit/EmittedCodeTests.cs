using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Emitted code, compiled and run at every vector width, against the plain scalar reference.</summary>
public class EmittedCodeTests
{
    private const float Tolerance = 1e-5f;

    [Fact]
    public void LeNet5_matches_the_scalar_reference_at_every_width() => Check(Networks.LeNet5("Tanh"), samples: 20);

    internal static void Check(NetworkDescription description, int samples = 3)
    {
        using var network = new EmittedNetwork(description);
        for (int sample = 0; sample < samples; sample++)
        {
            var random = new Random(100 + sample);
            float[] input = [.. Enumerable.Range(0, network.Graph.InputShape.Length).Select(_ => (float)(random.NextDouble() * 2 - 1))];
            float[] expected = network.Reference(input);
            foreach (int bits in new[] { 0, 128, 256, 512 })
            {
                float[] actual = network.Infer(bits, input);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(Math.Abs(actual[i] - expected[i]) <= Tolerance, string.Create(CultureInfo.InvariantCulture,
                        $"{description.Name}, {bits} bits, output {i}: expected {expected[i]}, found {actual[i]}\n{string.Join("\n", description.Layers)}"));
                }
            }
        }
    }
}
