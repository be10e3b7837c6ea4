namespace EdgeNet.Tests.Numerics;

public class SoftmaxTests
{
    [Fact]
    public void Is_close_to_double_precision_at_every_length_and_in_place()
    {
        var random = new Random(7);
        for (int length = 1; length <= 67; length++)
        {
            float[] input = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 60 - 30))];
            double largest = input.Max();
            double sum = input.Sum(value => Math.Exp(value - largest));
            float[] output = new float[length];
            VectorMath.Softmax(input, output);
            for (int i = 0; i < length; i++)
                Assert.Equal(Math.Exp(input[i] - largest) / sum, output[i], 3e-7);
            Assert.Equal(1, output.Sum(value => (double)value), 1e-6);

            VectorMath.Softmax(input, input);
            Assert.Equal(output, input);
        }
    }

    [Fact]
    public void Its_logarithm_is_close_to_double_precision_at_every_length_and_in_place()
    {
        var random = new Random(8);
        for (int length = 1; length <= 67; length++)
        {
            float[] input = [.. Enumerable.Range(0, length).Select(_ => (float)(random.NextDouble() * 60 - 30))];
            double largest = input.Max();
            double log = Math.Log(input.Sum(value => Math.Exp(value - largest)));
            float[] output = new float[length];
            VectorMath.LogSoftmax(input, output);
            for (int i = 0; i < length; i++)
                Assert.Equal(input[i] - largest - log, output[i], 5e-6);

            VectorMath.LogSoftmax(input, input);
            Assert.Equal(output, input);
        }
    }

    [Fact]
    public void Large_inputs_neither_overflow_nor_vanish()
    {
        float[] output = new float[5];
        VectorMath.Softmax([1e30f, -1e30f, 1e30f, 0, float.NegativeInfinity], output);
        Assert.Equal([0.5f, 0, 0.5f, 0, 0], output);
    }

    [Fact]
    public void What_has_no_softmax_gives_no_number()
    {
        float[] output = new float[5];
        foreach (float[] input in new float[][] { [1, 2, float.NaN, 3, 4], [float.NaN, 2, 3, 4, 5], [1, 2, 3, 4, float.PositiveInfinity] })
        {
            VectorMath.Softmax(input, output);
            Assert.All(output, value => Assert.True(float.IsNaN(value)));
        }
        VectorMath.Softmax([float.NegativeInfinity, float.NegativeInfinity], output.AsSpan(0, 2));
        Assert.True(float.IsNaN(output[0]) && float.IsNaN(output[1]));
    }

    [Fact]
    public void Wrong_lengths_and_partial_overlap_are_refused()
    {
        float[] memory = new float[8];
        Assert.Equal("input", Assert.Throws<ArgumentException>(() => VectorMath.Softmax([], [])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => VectorMath.Softmax(new float[3], new float[2])).ParamName);
        Assert.Throws<ArgumentException>(() => VectorMath.Softmax(memory.AsSpan(0, 4), memory.AsSpan(1, 4)));
    }
}
