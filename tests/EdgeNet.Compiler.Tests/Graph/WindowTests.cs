using EdgeNet.Compiler.Graph;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNet.Compiler.Tests.Graph;

/// <summary>Output sizes, held against sliding the window by hand.</summary>
public sealed class WindowTests
{
    [Fact]
    public void The_output_size_is_the_number_of_positions_that_the_window_takes()
    {
        var cases = from size in Gen.Choose(1, 20)
                    from kernel in Gen.Choose(1, 7)
                    from stride in Gen.Choose(1, 6)
                    from begin in Gen.Choose(0, 6)
                    from end in Gen.Choose(0, 6)
                    from dilation in Gen.Choose(1, 4)
                    from ceil in Gen.Elements(false, true)
                    // A window that sees nothing but padding is a problem of its own.
                    where !ceil || end < dilation * (kernel - 1) + 1
                    select (size, kernel, stride, begin, end, dilation, ceil);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var window = new Window(new[] { c.kernel }, new[] { c.stride }, new[] { c.begin }, new[] { c.end }, new[] { c.dilation });
            Assert.Equal(Positions(c.size, c.kernel, c.stride, c.begin, c.end, c.dilation, c.ceil), window.OutputSize(0, c.size, c.ceil));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    /// <summary>Sizes that PyTorch's documentation and ONNX's operator tests give.</summary>
    [Theory]
    [InlineData(32, 5, 1, 0, 0, 1, false, 28)]
    [InlineData(28, 2, 2, 0, 0, 1, false, 14)]
    [InlineData(224, 7, 2, 3, 3, 1, false, 112)]
    [InlineData(4, 3, 2, 0, 0, 1, true, 2)]
    [InlineData(112, 3, 2, 1, 1, 1, true, 57)]
    [InlineData(3, 2, 2, 1, 1, 1, true, 2)]
    [InlineData(5, 3, 1, 0, 0, 2, false, 1)]
    [InlineData(4, 3, 1, 0, 0, 2, false, 0)]
    public void Known_sizes(int size, int kernel, int stride, int begin, int end, int dilation, bool ceil, int expected) => Assert.Equal(
        expected,
        new Window(new[] { kernel }, new[] { stride }, new[] { begin }, new[] { end }, new[] { dilation }).OutputSize(0, size, ceil));

    [Fact]
    public void Axes_are_independent()
    {
        var window = new Window(new[] { 3, 1, 2 }, new[] { 1, 2, 3 }, new[] { 1, 0, 0 }, new[] { 0, 0, 4 }, new[] { 1, 1, 2 });
        Assert.Equal(new TensorShape(7, 6, 3, 4), window.OutputShape(7, new TensorShape(2, 7, 6, 8)));
        Assert.Equal(6, window.Taps);
        Assert.True(window.HasPadding);
    }

    [Fact]
    public void Sizes_at_the_end_of_the_range_do_not_overflow()
    {
        var window = new Window(new[] { int.MaxValue }, new[] { 1 }, new[] { int.MaxValue }, new[] { int.MaxValue }, new[] { int.MaxValue });
        Assert.Equal(0, window.OutputSize(0, int.MaxValue));
        var one = new Window(new[] { 1 }, new[] { 1 }, new[] { int.MaxValue }, new[] { int.MaxValue }, new[] { 1 });
        Assert.Equal(int.MaxValue, one.OutputSize(0, int.MaxValue));
    }

    /// <summary>Slides the window step by step over the padded axis.</summary>
    private static int Positions(int size, int kernel, int stride, int begin, int end, int dilation, bool ceil)
    {
        int extent = dilation * (kernel - 1) + 1, padded = begin + size + end, positions = 0;
        for (int start = 0; ; start += stride, positions++)
        {
            bool fits = start + extent <= padded;
            bool previousReachesEnd = start - stride + extent >= padded;
            bool startsInside = start < begin + size;
            if (ceil ? previousReachesEnd || !startsInside : !fits) return positions;
        }
    }
}
