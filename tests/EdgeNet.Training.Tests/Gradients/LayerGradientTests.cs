using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNet.Tests.Shared.TestGraphs;
using static EdgeNet.Training.Tests.Gradients.GradientCheck;

namespace EdgeNet.Training.Tests.Gradients;

public class LayerGradientTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(7, false)]
    [InlineData(19, true)]
    public void Dense_layers(int units, bool bias)
    {
        Check(Single(new Dense(units, bias), 11));
        Check(Single(new Dense(units, bias), 2, 5, 7));
    }

    [Fact]
    public void Convolutions_of_any_filters_and_bias()
    {
        Check(Single(new Conv(1, Window([3, 3]), 1, true), 1, 5, 5));
        Check(Single(new Conv(2, Window([2, 3]), 1, false), 3, 4, 5));
        Check(Single(new Conv(5, Window([1, 1]), 1, true), 4, 3, 2));
    }

    [Fact]
    public void Convolutions_with_stride_dilation_and_padding_on_any_side()
    {
        Check(Single(new Conv(3, Window([3, 3], [2, 1], [1, 0], [0, 2], [1, 2]), 1, true), 2, 5, 6));
        Check(Single(new Conv(2, Window([3, 3], [3, 2], [2, 2], [1, 0]), 1, true), 1, 4, 4));
    }

    [Fact]
    public void Convolutions_in_groups()
    {
        Check(Single(new Conv(6, Window([2, 2], begin: [1, 1]), 3, true), 6, 3, 3));
        Check(Single(new Conv(4, Window([3, 3], begin: [1, 1]), 4, false), 4, 4, 3));
        Check(Single(new Conv(4, Window([3, 1]), 2, true), 2, 4, 3));
    }

    [Fact]
    public void Convolutions_over_one_and_three_axes()
    {
        Check(Single(new Conv(3, Window([4], [2], [3], [1]), 1, true), 2, 9));
        Check(Single(new Conv(2, Window([2, 1, 2], [1, 2, 1], [0, 1, 1], [1, 0, 0]), 1, true), 2, 3, 2, 3));
    }

    /// <summary>Enough channels for Winograd's transforms; widths that are no multiple of a tile, and heights of several bands.</summary>
    [Fact]
    public void Convolutions_by_Winograd()
    {
        Check(Single(new Conv(8, Window([3, 3], begin: [1, 1]), 1, true), 8, 6, 9));
        Check(Single(new Conv(9, Window([5, 5]), 1, true), 8, 7, 11));
        Check(Single(new Conv(16, Window([1, 4], begin: [0, 2], end: [0, 0]), 1, false), 5, 3, 10));
        Check(Single(new Conv(8, Window([3, 3], begin: [1, 1]), 1, true), 8, 70, 25), probes: 4);
        Check(Single(new Conv(8, Window([5], begin: [2]), 1, true), 8, 13));
        // Padded by more than the window reaches.
        Check(Single(new Conv(8, Window([3, 3], begin: [3, 3]), 1, true), 8, 5, 6));
        Check(Single(new Conv(8, Window([1, 3], begin: [1, 1]), 1, true), 8, 5, 6));
        Check(Single(new Conv(8, Window([2, 3, 3], begin: [1, 0, 2], end: [0, 1, 0]), 1, true), 8, 3, 4, 7));
    }

    [Fact]
    public void Max_pooling()
    {
        Check(Single(new MaxPool(Window([2, 2], [2, 2]), false), 2, 4, 5));
        Check(Single(new MaxPool(Window([3, 3], [2, 2], [1, 1]), true), 2, 5, 4));
        Check(Single(new MaxPool(Window([2], [1], dilation: [3]), false), 1, 9));
        Check(Single(new MaxPool(Window([2, 2, 1], [1, 2, 2]), false), 2, 3, 3, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Average_pooling(bool countIncludePad)
    {
        Check(Single(new AvgPool(Window([2, 2], [2, 2]), false, countIncludePad), 2, 4, 5));
        Check(Single(new AvgPool(Window([3, 2], [2, 2], [1, 0], [1, 1]), true, countIncludePad), 2, 6, 4));
        Check(Single(new AvgPool(Window([4], [1], [2]), false, countIncludePad), 3, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Norm_pooling(int p)
    {
        Check(Single(new LpPool(Window([2, 2], [2, 2]), false, p), 2, 4, 5));
        Check(Single(new LpPool(Window([3, 2], [2, 2], [1, 0], [1, 1]), true, p), 2, 6, 4));
        Check(Single(new LpPool(Window([3], [1], dilation: [2]), false, p), 3, 7));
    }

    [Theory]
    [InlineData(PoolFunction.Average)]
    [InlineData(PoolFunction.Max)]
    public void Global_pooling(PoolFunction function)
    {
        Check(Single(new GlobalPool(function), 3, 4, 5));
        Check(Single(new GlobalPool(function), 2, 7));
        Check(Single(new GlobalPool(function), 2, 2, 3, 2));
    }

    [Fact]
    public void Depthwise_convolutions_with_a_multiplier() => Check(Single(new Conv(6, Window([3, 2], [2, 1], [1, 0], [1, 1]), 3, true), 3, 5, 4));

    [Fact]
    public void Transposed_convolutions()
    {
        Check(Single(new ConvTranspose(3, Window([3, 2], [2, 1]), new[] { 0, 0 }, 1, true), 2, 3, 4));
        Check(Single(new ConvTranspose(2, Window([3, 3], [2, 3], [1, 2], [1, 0], [1, 2]), new[] { 1, 0 }, 1, false), 3, 3, 4));
        Check(Single(new ConvTranspose(6, Window([2, 2], [2, 2]), new[] { 1, 1 }, 2, true), 4, 2, 3));
        Check(Single(new ConvTranspose(4, Window([3, 3], [1, 1], [1, 1]), new[] { 0, 0 }, 4, true), 4, 4, 3));
    }

    [Fact]
    public void Transposed_convolutions_over_one_and_three_axes()
    {
        Check(Single(new ConvTranspose(3, Window([4], [3], [1], [2]), new[] { 2 }, 1, true), 2, 5));
        Check(Single(new ConvTranspose(2, Window([2, 1, 3], [1, 2, 2], [0, 0, 1], [1, 0, 1]), new[] { 0, 1, 0 }, 1, true), 2, 2, 3, 2));
    }

    /// <summary>Every function, next to its kinks and in place.</summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_alone_and_in_place(Activation kind, float alpha, float beta)
    {
        var activate = new Activate(new(kind, alpha, beta));
        bool positive = kind is Activation.Sqrt or Activation.Log or Activation.Reciprocal;
        var stretch = positive ? new Activate(new(Activation.Exp)) : null as Layer ?? new Elementwise(ElementwiseFunction.Mul, 4.7f);
        Check(Graph([14], ("stretch", stretch, ["input"]), ("act", activate, ["stretch"])));
        Check(Graph([6], ("dense", new Dense(5, true), ["input"]), ("stretch", stretch, ["dense"]), ("act", activate, ["stretch"])));
    }

    public static TheoryData<Activation, float, float> Activations()
    {
        var data = new TheoryData<Activation, float, float>();
        foreach (Activation kind in Enum.GetValues<Activation>())
        {
            ActivationFunction f = ActivationFunction.Of(kind);
            if (kind == Activation.Clip) f = new(kind, -0.6f, 1.1f);
            data.Add(kind, f.Alpha, f.Beta);
            if (f.Alpha == 0) continue;
            data.Add(kind, 0.3f, f.Beta);
            if (kind is Activation.LeakyReLU or Activation.ELU or Activation.SELU or Activation.HardSigmoid) data.Add(kind, -0.5f, f.Beta);
            if (kind is Activation.LeakyReLU or Activation.ELU) data.Add(kind, 0, 0);
        }

        return data;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Softmax_over_any_axis(bool log)
    {
        Check(Single(new Softmax(0, log), 7));
        Check(Single(new Softmax(0, log), 3, 2, 2));
        Check(Single(new Softmax(1, log), 3, 4, 2));
        Check(Single(new Softmax(2, log), 2, 3, 5));
    }

    [Fact]
    public void Slopes_that_are_learnt()
    {
        Check(Single(new PRelu(new(3)), 3, 4));
        Check(Single(new PRelu(new(1)), 3, 4));
        Check(Single(new PRelu(new(2, 1, 3)), 2, 4, 3));
        Check(Single(new PRelu(new(4, 1)), 3, 4, 2));
    }

    [Theory]
    [MemberData(nameof(Reductions))]
    public void Reductions_over_any_axes(ReduceFunction function)
    {
        Layer positive = new Activate(new(Activation.Exp));
        foreach (int[] axes in new int[][] { [0], [1], [2], [0, 2], [0, 1, 2] })
            Check(Graph([3, 2, 4], ("positive", positive, ["input"]), ("reduce", new Reduce(function, axes, axes[0] == 0), ["positive"])));
        if (function != ReduceFunction.LogSum) Check(Single(new Reduce(function, new[] { 1 }, false), 3, 5));
    }

    public static TheoryData<ReduceFunction> Reductions() => [.. Enum.GetValues<ReduceFunction>()];

    [Fact]
    public void The_product_of_a_zero_and_others_has_a_gradient()
    {
        var window = Window([1]);
        Check(Graph([1, 4],
            ("zero", new Conv(1, window, 1, false), ["input"]),
            ("none", new Elementwise(ElementwiseFunction.Mul, 0), ["zero"]),
            ("join", new Concat(1), ["input", "none"]),
            ("part", new Slice(new[] { 0, 0 }, new[] { 1, 1 }, new[] { 1, 5 }), ["join"]),
            ("product", new Reduce(ReduceFunction.Prod, new[] { 1 }, true), ["part"])));
    }

    [Fact]
    public void Flatten_and_a_dropout_that_drops_nothing()
    {
        Check(Graph([2, 2, 3],
            ("flatten", new Flatten(), ["input"]),
            ("drop", new Dropout(0), ["flatten"]),
            ("dense", new Dense(3, true), ["drop"])));
    }

    [Fact]
    public unsafe void Dropout_drops_its_share_keeps_the_mean_and_does_nothing_in_inference()
    {
        const int Length = 20_000;
        var network = new NetworkGradient(Single(new Dropout(0.25f), Length), wantInputGradient: true);
        var worker = new GradientWorker(network);
        float[] ones = [.. Enumerable.Repeat(1f, Length)], dropped = new float[Length], other = new float[Length];
        int layer = network.IndexOf("layer");
        for (int lane = 0; lane < Lanes.Count; lane++)
        {
            WriteLane(ones, worker.Input, lane);
            worker.Keys[lane] = (ulong)(lane / 2);
        }

        worker.Forward(null, training: true);
        Lanes.Read(worker.Output(layer), 0, dropped);
        Assert.Equal(0.25, dropped.Count(v => v == 0) / (double)Length, 0.01);
        Assert.All(dropped, v => Assert.True(v is 0 or 1 / 0.75f));
        // What falls depends on the sample's key alone.
        Lanes.Read(worker.Output(layer), 1, other);
        Assert.Equal(dropped, other);
        Lanes.Read(worker.Output(layer), 2, other);
        Assert.NotEqual(dropped, other);

        for (int lane = 0; lane < Lanes.Count; lane++)
            WriteLane(ones, worker.OutputGradient(layer), lane);
        worker.Backward(layer, null, null);
        Lanes.Read(worker.OutputGradient(network.IndexOf("input")), 0, other);
        Assert.Equal(dropped, other);
        worker.Forward(null, training: false);
        Lanes.Read(worker.Output(layer), 0, dropped);
        Assert.Equal(ones, dropped);
    }

    /// <summary>Any rank, window, groups and padding, as they come.</summary>
    [Fact]
    public void Random_convolutions_and_poolings()
    {
        Gen<int[]> shape = from rank in Gen.Choose(1, 3) from sizes in Gen.ArrayOf(Gen.Choose(3, 5), rank) select sizes;
        Arbitrary<(int[] Shape, int[] Draws)> cases = (from sizes in shape
                                                       from draws in Gen.ArrayOf(Gen.Choose(0, 999), 19)
                                                       select (sizes, draws)).ToArbitrary();
        Prop.ForAll(cases, test =>
        {
            int next = 0;
            int Draw(int count) => test.Draws[next++] % count;
            int[] PerAxis(int count, int first) => [.. test.Shape.Select(_ => first + Draw(count))];
            Window window = Window(PerAxis(2, 1), PerAxis(2, 1), PerAxis(2, 0), PerAxis(2, 0), PerAxis(2, 1));
            int groups = 1 + (test.Shape[0] & 1);
            Check(Single(new Conv(groups * 2, window, groups, true), [2 * groups, .. test.Shape]), probes: 3);
            int[] extra = [.. window.Stride.Select(s => Draw(s))];
            var transposed = new ConvTranspose(groups * 2, window, extra, groups, true);
            if (transposed.InferShape([new([2 * groups, .. test.Shape])]).Dimensions.All(d => d >= 1)) Check(Single(transposed, [2 * groups, .. test.Shape]), probes: 3);
            bool fits = Enumerable.Range(0, test.Shape.Length).All(a => window.PadBegin[a] < window.Extent(a) && window.PadEnd[a] < window.Extent(a));
            if (!fits) return;
            Check(Single(new MaxPool(window, groups == 1), [2, .. test.Shape]), probes: 3);
            Check(Single(new AvgPool(window, groups == 1, groups == 2), [2, .. test.Shape]), probes: 3);
            Check(Single(new LpPool(window, groups == 1, groups + 1), [2, .. test.Shape]), probes: 3);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }
}
