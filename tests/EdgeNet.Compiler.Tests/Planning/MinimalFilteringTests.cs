using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Tests.Planning;

public class MinimalFilteringTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 2, 1 }, { 2, 3 }, { 3, 2 }, { 4, 3 }, { 2, 5 }, { 3, 4 }, { 5, 2 }, { 6, 3 }, { 4, 5 }, { 2, 7 }, { 5, 4 }, { 3, 6 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Outputs_are_those_of_the_filter(int outputs, int taps)
    {
        var filtering = new MinimalFiltering(outputs, taps);
        var random = new Random(outputs * 10 + taps);
        double[] input = [.. Enumerable.Range(0, filtering.Products).Select(_ => random.NextDouble() * 2 - 1)];
        double[] filter = [.. Enumerable.Range(0, taps).Select(_ => random.NextDouble() * 2 - 1)];

        double[] products = [.. Times(filtering.InputTransform(), input).Zip(Times(filtering.FilterTransform(), filter), (a, b) => a * b)];
        double[] found = Times(filtering.OutputTransform(), products);

        Assert.Equal(outputs + taps - 1, filtering.Products);
        for (int i = 0; i < outputs; i++) Assert.Equal(Enumerable.Range(0, taps).Sum(k => input[i + k] * filter[k]), found[i], 1e-12);
    }

    /// <summary>The published example: F(2, 3) of Lavin and Gray, up to the signs that its rows may have.</summary>
    [Fact]
    public void The_smallest_is_the_published_one()
    {
        var filtering = new MinimalFiltering(2, 3);
        Assert.Equal(new double[,] { { -1, 0, 1, 0 }, { 0, 1, 1, 0 }, { 0, -1, 1, 0 }, { 0, -1, 0, 1 } }, filtering.InputTransform());
        Assert.Equal(new double[,] { { -1, 0, 0 }, { 0.5, 0.5, 0.5 }, { 0.5, -0.5, 0.5 }, { 0, 0, 1 } }, filtering.FilterTransform());
        Assert.Equal(new double[,] { { 1, 1, 1, 0 }, { 0, 1, -1, 1 } }, filtering.OutputTransform());
    }

    /// <summary>The emitted code holds the input's and output's coefficients as float32.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Coefficients_of_input_and_output_are_exact_in_float32(int outputs, int taps)
    {
        var filtering = new MinimalFiltering(outputs, taps);
        foreach (double value in filtering.InputTransform().Cast<double>().Concat(filtering.OutputTransform().Cast<double>()))
            Assert.Equal(value, (float)value);
    }

    private static double[] Times(double[,] matrix, double[] vector) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => vector.Select((x, k) => matrix[i, k] * x).Sum())];
}
