using System.Globalization;
using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Description;
using Xunit.Abstractions;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>
/// Exact networks: a NaN, an infinity or a pixel many times larger than the others changes the outputs whose windows hold it and, to the
/// bit, no others, at every width.
/// </summary>
public class ExactTests(ITestOutputHelper output)
{
    private static readonly float[] Pixels =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e30f, 65535f];

    private const long MaxMultiplyAdds = 150_000;

    /// <summary>Without AVX-512 the JIT takes seconds for 512-bit code in its software form.</summary>
    private static int[] Widths(bool with512) => Vector512.IsHardwareAccelerated || with512 ? [128, 256, 512] : [128, 256];

    private static readonly NetworkDescription[] Fast =
    [
        new("Exact3x3", [16, 12, 12], new LayerDescription("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1))),
        new("Exact5x5", [1, 28, 28], new("Conv2D", A("filters", 6), A("kernel", 5), A("activation", "ReLU")), new("MaxPool2D", A("kernel", 2))),
        new("ExactPairs", [8, 12, 12], new LayerDescription("Conv2D", A("filters", 16), A("kernel", 5), A("padding", 2))),
        new("ExactStride", [16, 16, 16], new LayerDescription("Conv2D", A("filters", 16), A("kernel", 5), A("stride", 2), A("padding", 2))),
        new("ExactVolume", [8, 4, 8, 8], new LayerDescription("Conv3D", A("filters", 16), A("kernel", 3), A("padding", 1))),
        // Its channels lie together behind another.
        new("ExactStrassen", [3, 8, 8], new("Conv2D", A("filters", 64), A("kernel", 1), A("activation", "ReLU")), new("Conv2D", A("filters", 64), A("kernel", 1))),
        new("ExactResidual", [16, 8, 8], new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("activation", "ReLU"), A("name", "a")),
            new("Conv2D", A("filters", 16), A("kernel", 3), A("padding", 1), A("name", "b")), new("Add", A("inputs", new[] { "a" }), A("activation", "ReLU"))),
    ];

    [Fact]
    public void A_pixel_stays_in_its_windows_where_convolutions_are_fast_by_default()
    {
        IReadOnlyList<EmittedNetwork> fast = EmittedNetwork.CompileAll(Fast);
        Assert.All(fast, n => Assert.True(n.Plan.HasFastConvolutions, n.Graph.Name));
        Assert.Contains(fast, n => n.Plan.AllSteps.Any(s => s is ConvStrassenStep));
        IReadOnlyList<EmittedNetwork> exact = EmittedNetwork.CompileAll([.. Fast.Select(d => d with { Exact = true })]);
        foreach (EmittedNetwork network in exact) Check(network, Pixels, places: 2, with512: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pixel_stays_in_its_windows_in_random_networks(bool areImages)
    {
        // The scalar reference takes its time.
        NetworkDescription[] descriptions = [.. Enumerable.Range(400, 60).Select(seed => areImages ? RandomImageGraphs.Create(seed) : RandomNetworks.Create(seed))
            .Where(d => GraphBuilder.Build(d, out _)!.MultiplyAdds < MaxMultiplyAdds).Take(12).Select(d => d with { Exact = true })];
        IReadOnlyList<EmittedNetwork> networks = EmittedNetwork.CompileAll(descriptions);
        for (int i = 0; i < networks.Count; i++) Check(networks[i], [float.NaN, float.PositiveInfinity, 65535f], places: 2, with512: i % 8 == 0);
    }

    [Fact]
    public void Exact_networks_have_the_same_weights_and_answers_within_rounding()
    {
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll([.. Fast.Select(d => d with { Exact = true })]))
        {
            EmittedCheck.One(network, samples: 1);
            Assert.Equal(Fingerprint.Of(network.Graph),
                Fingerprint.Of(GraphBuilder.Build(Fast.Single(d => d.Name == network.Graph.Name), out _)!));
        }
    }

    /// <summary>A NaN is at each place of the windows once: no lane, no order and no tail of a vector loses it, exact or not.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Max_pooling_keeps_a_NaN_of_any_place(bool isExact)
    {
        LayerDescription Pool(string kind, int kernel, int stride, int padding = 0) =>
            new(kind, A("kernel", kernel), A("stride", stride), A("padding", padding));
        // Of one tap, no algorithm spreads a NaN in such small planes.
        LayerDescription pointwise = new("Conv2D", A("filters", 20), A("kernel", 1), A("activation", "ReLU"));
        NetworkDescription[] descriptions =
        [
            new("Pool2", [3, 6, 22], Pool("MaxPool2D", 2, 2)),
            new("Pool3", [2, 7, 19], Pool("MaxPool2D", 3, 2, 1)),
            new("Pool9", [1, 11, 26], Pool("MaxPool2D", 9, 1)),
            new("PoolLast", [3, 5, 6], pointwise, Pool("MaxPool2D", 3, 1)),
            new("PoolFused", [3, 6, 8], pointwise, Pool("MaxPool2D", 2, 2)),
            new("PoolFew", [3, 6, 8], new("Conv2D", A("filters", 5), A("kernel", 3), A("groups", 1), A("dilation", 2)), Pool("MaxPool2D", 2, 1)),
            new("PoolSeries", [4, 40], Pool("MaxPool1D", 3, 2)),
            new("PoolVolume", [2, 4, 5, 9], Pool("MaxPool3D", 2, 2)),
            new("PoolAll", [3, 5, 13], new LayerDescription("GlobalMaxPool")),
            new("PoolAllLast", [3, 4, 5], pointwise, new LayerDescription("GlobalMaxPool")),
        ];
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll([.. descriptions.Select(d => d with { Exact = isExact })]))
        {
            float[] input = Input(network, seed: 3);
            foreach (int bits in Widths(with512: true))
            {
                for (int place = 0; place < input.Length; place++)
                {
                    float[] with = [.. input];
                    with[place] = float.NaN;
                    float[] expected = network.Reference(with), found = network.Infer(bits, with);
                    for (int i = 0; i < found.Length; i++)
                        Assert.True(float.IsNaN(expected[i]) == float.IsNaN(found[i]), Place(network, bits, place, i, expected[i], found[i]));
                }
            }
        }
    }

    /// <summary>What the documentation says of networks that are not exact: a pixel's neighbours lose digits in proportion to it.</summary>
    [Fact]
    public void A_huge_pixel_costs_its_neighbours_a_millionth_of_itself_by_default()
    {
        foreach (EmittedNetwork network in EmittedNetwork.CompileAll([.. Fast.Select(d => d with { Name = "Fast" + d.Name })]))
        {
            double worst = 0;
            float[] input = Input(network, seed: 5);
            int[] widths = Widths(with512: false);
            float[][] cleans = [.. widths.Select(bits => network.Infer(bits, input))];
            foreach (int place in Places(input.Length, 3))
            {
                bool[] touched = Touched(network, input, place);
                float[] with = [.. input];
                with[place] = 65535f;
                foreach (var (bits, clean) in widths.Zip(cleans))
                {
                    float[] found = network.Infer(bits, with);
                    for (int i = 0; i < found.Length; i++)
                    {
                        if (touched[i]) continue;
                        worst = Math.Max(worst, Math.Abs(found[i] - clean[i]) / 65535);
                        Assert.True(Math.Abs(found[i] - clean[i]) <= 1e-6 * 65535, Place(network, bits, place, i, clean[i], found[i]));
                    }
                }
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{network.Graph.Name}: {worst:0.0e+0} of the pixel"));
        }
    }

    private static void Check(EmittedNetwork network, float[] pixels, int places, bool with512)
    {
        Assert.False(network.Plan.HasFastConvolutions);
        float[] input = Input(network, seed: 1);
        int[] widths = Widths(with512);
        float[][] cleans = [.. widths.Select(bits => network.Infer(bits, input))];
        foreach (int place in Places(input.Length, places))
        {
            bool[] touched = Touched(network, input, place);
            foreach (float pixel in pixels)
            {
                float[] with = [.. input];
                with[place] = pixel;
                float[] expected = network.Reference(with);
                foreach (var (bits, clean) in widths.Zip(cleans))
                {
                    float[] found = network.Infer(bits, with);
                    float scale = expected.Where(float.IsFinite).Select(Math.Abs).Append(1).Max();
                    for (int i = 0; i < found.Length; i++)
                    {
                        bool isRight = touched[i]
                            ? expected[i].Equals(found[i]) || Math.Abs(found[i] - expected[i]) <= 1e-5f * scale
                            : BitConverter.SingleToInt32Bits(clean[i]) == BitConverter.SingleToInt32Bits(found[i]);
                        Assert.True(isRight, Place(network, bits, place, i, touched[i] ? expected[i] : clean[i], found[i]) + $" for {pixel}");
                    }
                }
            }
        }
    }

    /// <summary>The outputs that depend on an input element: a NaN reaches them through every layer of the scalar reference.</summary>
    private static bool[] Touched(EmittedNetwork network, float[] input, int place)
    {
        float[] with = [.. input];
        with[place] = float.NaN;
        return [.. network.Reference(with).Select(float.IsNaN)];
    }

    private static IEnumerable<int> Places(int length, int count) => Enumerable.Range(0, count).Select(i => (int)((long)i * (length - 1) / Math.Max(1, count - 1))).Distinct();

    private static float[] Input(EmittedNetwork network, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, network.Graph.InputLength).Select(_ => (float)random.NextDouble())];
    }

    private static string Place(EmittedNetwork network, int bits, int place, int output, float expected, float found) => string.Create(
        CultureInfo.InvariantCulture, $"{network.Graph.Name}: {bits} bits, input {place}, output {output}: expected {expected}, found {found}");
}
