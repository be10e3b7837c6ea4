using System.Globalization;
using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Holds emitted code against the scalar reference at every vector width.</summary>
internal static class EmittedCheck
{
    private const float Tolerance = 1e-5f;

    private static int _networks;

    /// <summary>Compiles networks together and checks each with two random samples.</summary>
    /// <param name="descriptions">The networks.</param>
    /// <param name="scale">Inputs lie between this and its negative.</param>
    public static void All(IEnumerable<NetworkDescription> descriptions, double scale = 1)
    {
        // Without AVX-512 the JIT takes seconds for 512-bit code in its software form: one network in 32 then stands for all.
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll([.. descriptions]))
            One(network, samples: 2, with512: Vector512.IsHardwareAccelerated || Interlocked.Increment(ref _networks) % 32 == 0, scale);
    }

    /// <summary>Checks a network.</summary>
    public static void One(EmittedNetwork network, int samples, bool with512 = true, double scale = 1)
    {
        // A processor without vectors of 256 bits does not pack what only they read.
        bool hasWide = Vector256.IsHardwareAccelerated || !network.Plan.AllSteps.Any(s => s is ConvStrassenStep);
        int[] widths = !hasWide ? [0, 128] : with512 ? [0, 128, 256, 512] : [0, 128, 256];
        for (int sample = 0; sample < samples; sample++)
        {
            var random = new Random(100 + sample);
            float[] input = [.. Enumerable.Range(0, network.Graph.InputLength).Select(_ => (float)((random.NextDouble() * 2 - 1) * scale))];
            float[] expected = network.Reference(input);
            foreach (int bits in widths)
            {
                float[] actual = network.Infer(bits, input);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(IsClose(expected[i], actual[i]), string.Create(CultureInfo.InvariantCulture,
                        $"{network.Graph.Name}: {bits} bits, output {i}: expected {expected[i]}, found {actual[i]}\n{network.Source[..network.Source.IndexOf("namespace", StringComparison.Ordinal)]}"));
                }
            }
        }
    }

    /// <summary>Within the tolerance, which grows with values above one; NaN and the infinities are themselves.</summary>
    private static bool IsClose(float expected, float actual) =>
        expected.Equals(actual) || Math.Abs(actual - expected) <= Tolerance * Math.Max(1, Math.Abs(expected));
}
