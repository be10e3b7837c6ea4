using System.Runtime.Intrinsics;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Streaming;
using EdgeNet.Description;
using EdgeNet.Tests.Shared;
using Xunit.Abstractions;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit.Layers;

/// <summary>1×1 convolutions by Strassen's algorithm, against the scalar reference at every width.</summary>
public class ConvStrassenTests(ITestOutputHelper output)
{
    /// <summary>The first convolution brings the channels together; the second is the one under test.</summary>
    private static NetworkDescription Network(string name, int[] input, int channels, params LayerDescription[] layers) =>
        new(name, input, [Pointwise(input.Length - 1, channels, "first"), .. layers]);

    private static LayerDescription Pointwise(int rank, int filters, string name, params LayerArgument[] more) =>
        new(FormattableString.Invariant($"Conv{rank}D"), [A("filters", filters), A("kernel", 1), A("name", name), .. more]);

    private static LayerDescription Depthwise(string name) => new("DepthwiseConv2D", A("kernel", 3), A("padding", 1), A("name", name));

    private static NetworkDescription[] Cases =>
    [
        Network("Image", [3, 10, 8], 64, Pointwise(2, 64, "c", A("activation", "ReLU"))),
        Network("OddRows", [3, 25, 5], 64, Pointwise(2, 64, "c", A("activation", "ReLU")), Depthwise("d")),
        Network("RowsApart", [3, 17, 21], 32, Pointwise(2, 64, "c", A("activation", "Tanh")), Depthwise("d")),
        Network("LargeTiles", [3, 6, 6], 128, Pointwise(2, 128, "c"), Depthwise("d")),
        Network("OneRow", [3, 1, 19], 32, Pointwise(2, 128, "c", A("bias", false))),
        Network("OneColumn", [3, 23, 1], 64, Pointwise(2, 64, "c")),
        Network("Series", [3, 24], 96, Pointwise(1, 192, "c", A("activation", "Sigmoid"))),
        Network("Solid", [2, 3, 5, 7], 32, Pointwise(3, 64, "c")),
        Network("SolidBordered", [2, 3, 5, 4], 32, Pointwise(3, 64, "c"), new LayerDescription("Conv3D", A("filters", 4), A("kernel", 3), A("padding", 1), A("name", "d"))),
        Network("SolidRowsApart", [2, 4, 9, 11], 32, Pointwise(3, 64, "c"), new LayerDescription("Conv3D", A("filters", 4), A("kernel", 3), A("padding", 1), A("name", "d"))),
        Network("Normed", [3, 9, 9], 64, Pointwise(2, 64, "c", A("bias", false)), new LayerDescription("BatchNorm", A("activation", "LeakyReLU"))),
        Network("InputBordered", [3, 12, 9], 64, Depthwise("d"), new LayerDescription("Conv2D", A("filters", 64), A("kernel", 1), A("name", "c"), A("from", "first")),
            new LayerDescription("Concat", A("inputs", new[] { "d", "c" }))),
        Network("Several", [3, 8, 11], 32, [.. Enumerable.Range(0, 9).Select(i => Pointwise(2, 64, FormattableString.Invariant($"c{i}"), A("activation", "ReLU")))]),
    ];

    [Fact]
    public void Every_place_of_pixels_matches_the_scalar_reference_at_every_width()
    {
        foreach (EmittedNetwork network in Compile(true, Cases))
        {
            Assert.True(network.Plan.Steps.Any(s => s is ConvStrassenStep), $"{network.Graph.Name} is computed directly.");
            EmittedCheck.One(network, samples: 2, Vector512.IsHardwareAccelerated || network.Graph.Name is "OddRows" or "LargeTiles");
        }

        Assert.Equal([true, false], Compile(true, Cases).Where(n => n.Graph.Name is "OddRows" or "RowsApart").Select(n => n.Plan.Steps.OfType<ConvStrassenStep>().Single().IsOverRows));
    }

    /// <summary>Random channels, filters, sizes and readers.</summary>
    [Fact]
    public void Random_sizes_match_the_scalar_reference()
    {
        var random = new Random(7);
        NetworkDescription[] cases = [.. Enumerable.Range(0, 12).Select(i => Network(
            FormattableString.Invariant($"Random{i}"), [random.Next(1, 4), random.Next(2, 22), random.Next(5, 22)], 32 * random.Next(1, 5),
            [Pointwise(2, 64 * random.Next(1, 4), "c", A("bias", random.Next(2) == 0)), .. random.Next(2) == 0 ? [Depthwise("d")] : Array.Empty<LayerDescription>()]))];
        foreach (EmittedNetwork network in Compile(true, cases))
        {
            Assert.Contains(network.Plan.Steps, s => s is ConvStrassenStep);
            EmittedCheck.One(network, samples: 1, with512: false);
        }
    }

    /// <summary>By the estimates, layers as DS-CNN's and MobileNet's; neither those of few channels and pixels, nor of filters that are streamed from memory.</summary>
    [Fact]
    public void What_gains_is_chosen()
    {
        NetworkDescription Of(string name, int channels, int filters, int height, int width) => Network(name, [3, height, width], channels, Pointwise(2, filters, "c"));
        NetworkDescription[] gain = [Of("A", 64, 64, 25, 5), Of("B", 128, 128, 6, 6), Of("C", 64, 256, 56, 56)];
        NetworkDescription[] others =
        [
            Of("D", 64, 64, 2, 3), Of("E", 64, 48, 25, 5), Of("F", 48, 64, 25, 5), Of("G", 512, 512, 14, 14),
            Network("Strided", [3, 16, 16], 64, Pointwise(2, 64, "c", A("stride", 2))),
            Network("Grouped", [3, 16, 16], 64, Pointwise(2, 64, "c", A("groups", 2))),
            Network("Pooled", [3, 16, 16], 64, Pointwise(2, 64, "c"), new LayerDescription("MaxPool2D", A("kernel", 2))),
        ];
        foreach (NetworkDescription one in gain.Concat(others))
        {
            ExecutionPlan plan = NetworkCompiler.Compile(one, new TargetClass("Emitted", default, one.Name), new CompilerOptions { Streaming = StreamingMode.Never }).Plan!;
            Assert.Equal((one.Name, gain.Contains(one)), (one.Name, plan.AllSteps.Any(s => s is ConvStrassenStep)));
        }
    }

    /// <summary>Where everything is straight-line, and in bands of rows, convolutions are done directly.</summary>
    [Fact]
    public void Bands_and_unrolled_networks_have_none()
    {
        NetworkDescription network = Network("Banded", [3, 25, 9], 64, Pointwise(2, 64, "c"), Depthwise("d"), Pointwise(2, 64, "e"));
        CompilationResult banded = NetworkCompiler.Compile(network, new TargetClass("Emitted", default, "Banded"), new CompilerOptions { Streaming = StreamingMode.Everywhere });
        Assert.DoesNotContain(banded.Plan!.Steps.OfType<StreamStep>().SelectMany(s => s.Whole), s => s is ConvStrassenStep);
        Assert.Contains(banded.Plan.Steps, s => s is StreamStep);
    }

    /// <summary>
    /// Rounding against sums in double precision of the same inputs, and against direct convolution: what <see cref="ConvStrassenStep"/> says.
    /// </summary>
    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(1024)]
    public void Rounding_errors_are_some_two_times_those_of_direct_convolution(int channels)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            output.Skip("a processor without vectors of 256 bits does not pack what only they read.");
            return;
        }

        NetworkDescription Of(string name) => Network(name, [3, 6, 8], channels, Pointwise(2, 64, "c"), new LayerDescription("Concat", A("inputs", new[] { "first", "c" })));
        EmittedNetwork strassen = Compile(true, [Of("Strassen")])[0], direct = Compile(false, [Of("Direct")])[0];
        Assert.Contains(strassen.Plan.Steps, s => s is ConvStrassenStep);
        Assert.DoesNotContain(direct.Plan.Steps, s => s is ConvStrassenStep);
        (double Rms, double Largest) strassenError = Errors(strassen, channels), directError = Errors(direct, channels);
        double rms = strassenError.Rms / directError.Rms, largest = strassenError.Largest / directError.Largest;
        Assert.True(rms is > 1 and < 2.5 && largest is > 1 and < 3, FormattableString.Invariant($"{channels} channels: {rms:F2} times in the mean, {largest:F2} at most; {strassenError.Rms:G3} {strassenError.Largest:G3}"));
    }

    private static (double Rms, double Largest) Errors(EmittedNetwork network, int channels)
    {
        const int Pixels = 48, Filters = 64;
        var random = new Random(3);
        double squares = 0, largest = 0;
        ReadOnlySpan<float> weight = network.Parameters.GetParameter("c.weight"), bias = network.Parameters.GetParameter("c.bias");
        for (int sample = 0; sample < 4; sample++)
        {
            float[] outputs = network.Infer(256, [.. Enumerable.Range(0, network.Graph.InputLength).Select(_ => (float)(random.NextDouble() * 2 - 1))]);
            for (int f = 0; f < Filters; f++)
            for (int p = 0; p < Pixels; p++)
            {
                double exact = bias[f];
                for (int c = 0; c < channels; c++) exact += (double)outputs[c * Pixels + p] * weight[f * channels + c];
                double error = Math.Abs(outputs[(channels + f) * Pixels + p] - exact);
                squares += error * error;
                largest = Math.Max(largest, error);
            }
        }

        return (Math.Sqrt(squares / (4 * Pixels * Filters)), largest);
    }

    private static IReadOnlyList<EmittedNetwork> Compile(bool isStrassen, NetworkDescription[] networks) =>
        EmittedNetwork.CompileAll(networks, new CompilerOptions { Streaming = StreamingMode.Never, Strassen = isStrassen });
}
