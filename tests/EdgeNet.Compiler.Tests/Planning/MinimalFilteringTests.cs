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

    /// <summary>Rounding errors in float32 of tiles of 16 channels, beside those of taking tap by tap: what the points were chosen for.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2.5)]
    public void Rounding_errors_stay_near_those_of_taking_tap_by_tap(int outputs, double mostTimes)
    {
        var filtering = new MinimalFiltering(outputs, 3);
        double[,] down = filtering.InputTransform(), filters = filtering.FilterTransform(), up = filtering.OutputTransform();
        var random = new Random(1);
        int n = filtering.Products;
        double error = 0, tapByTap = 0;
        for (int tile = 0; tile < 500; tile++)
        {
            var sums = new float[n, n];
            double[,] exact = new double[outputs, outputs];
            var direct = new float[outputs, outputs];
            for (int channel = 0; channel < 16; channel++)
            {
                float[,] d = Random(n, 1), g = Random(3, 0.2);
                float[,] v = Both(down, d);
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                        sums[i, j] = MathF.FusedMultiplyAdd((float)Sum(3, 3, (r, s) => filters[i, r] * g[r, s] * filters[j, s]), v[i, j], sums[i, j]);
                for (int i = 0; i < outputs * outputs * 9; i++)
                {
                    int y = i / 9 / outputs, x = i / 9 % outputs, r = i / 3 % 3, s = i % 3;
                    exact[y, x] += (double)g[r, s] * d[y + r, x + s];
                    direct[y, x] = MathF.FusedMultiplyAdd(g[r, s], d[y + r, x + s], direct[y, x]);
                }
            }

            float[,] found = Both(up, sums);
            error += Sum(outputs, outputs, (y, x) => (found[y, x] - exact[y, x]) * (found[y, x] - exact[y, x]));
            tapByTap += Sum(outputs, outputs, (y, x) => (direct[y, x] - exact[y, x]) * (direct[y, x] - exact[y, x]));
        }

        Assert.InRange(Math.Sqrt(error / tapByTap), 0.1, mostTimes);

        float[,] Random(int size, double scale)
        {
            var values = new float[size, size];
            for (int i = 0; i < size * size; i++) values[i / size, i % size] = (float)((random.NextDouble() * 2 - 1) * scale);
            return values;
        }
    }

    /// <summary>M·x·Mᵀ in float32.</summary>
    private static float[,] Both(double[,] matrix, float[,] x)
    {
        int rows = matrix.GetLength(0), columns = matrix.GetLength(1);
        float[,] half = new float[rows, columns], all = new float[rows, rows];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                for (int k = 0; k < columns; k++) half[i, j] = MathF.FusedMultiplyAdd((float)matrix[i, k], x[k, j], half[i, j]);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < rows; j++)
                for (int k = 0; k < columns; k++) all[i, j] = MathF.FusedMultiplyAdd((float)matrix[j, k], half[i, k], all[i, j]);
        return all;
    }

    private static double Sum(int rows, int columns, Func<int, int, double> term) =>
        Enumerable.Range(0, rows).Sum(i => Enumerable.Range(0, columns).Sum(j => term(i, j)));

    private static double[] Times(double[,] matrix, double[] vector) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => vector.Select((x, k) => matrix[i, k] * x).Sum())];
}
