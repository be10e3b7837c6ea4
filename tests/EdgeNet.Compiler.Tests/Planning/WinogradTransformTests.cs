using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Tests.Planning;

public class WinogradTransformTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 2, 1 }, { 9, 1 }, { 2, 3 }, { 3, 2 }, { 4, 3 }, { 2, 5 }, { 3, 4 }, { 5, 2 }, { 6, 3 }, { 4, 5 }, { 2, 7 }, { 5, 4 }, { 3, 6 }, { 5, 5 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Outputs_are_those_of_the_filter(int outputs, int taps)
    {
        var transform = new WinogradTransform(outputs, taps);
        var random = new Random(outputs * 10 + taps);
        double[] input = [.. Enumerable.Range(0, transform.Products).Select(_ => random.NextDouble() * 2 - 1)];
        double[] filter = [.. Enumerable.Range(0, taps).Select(_ => random.NextDouble() * 2 - 1)];

        double[] products = [.. Times(transform.InputTransform(), input).Zip(Times(transform.FilterTransform(), filter), (a, b) => a * b)];
        double[] found = Times(transform.OutputTransform(), products);

        Assert.Equal(outputs + taps - 1, transform.Products);
        for (int i = 0; i < outputs; i++) Assert.Equal(Enumerable.Range(0, taps).Sum(k => input[i + k] * filter[k]), found[i], 1e-12);
    }

    /// <summary>There is nothing to save, and no digit to lose.</summary>
    [Fact]
    public void Of_one_tap_nothing_is_transformed()
    {
        var transform = new WinogradTransform(5, 1);
        double[,] identity = { { 1, 0, 0, 0, 0 }, { 0, 1, 0, 0, 0 }, { 0, 0, 1, 0, 0 }, { 0, 0, 0, 1, 0 }, { 0, 0, 0, 0, 1 } };
        Assert.Equal(identity, transform.InputTransform());
        Assert.Equal(new double[,] { { 1 }, { 1 }, { 1 }, { 1 }, { 1 } }, transform.FilterTransform());
        Assert.Equal(identity, transform.OutputTransform());
    }

    /// <summary>The published example: F(2, 3) of Lavin and Gray, up to the signs that its rows may have.</summary>
    [Fact]
    public void The_smallest_is_the_published_one()
    {
        var transform = new WinogradTransform(2, 3);
        Assert.Equal(new double[,] { { -1, 0, 1, 0 }, { 0, 1, 1, 0 }, { 0, -1, 1, 0 }, { 0, -1, 0, 1 } }, transform.InputTransform());
        Assert.Equal(new double[,] { { -1, 0, 0 }, { 0.5, 0.5, 0.5 }, { 0.5, -0.5, 0.5 }, { 0, 0, 1 } }, transform.FilterTransform());
        Assert.Equal(new double[,] { { 1, 1, 1, 0 }, { 0, 1, -1, 1 } }, transform.OutputTransform());
    }

    /// <summary>The emitted code holds the input's and output's coefficients as float32.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Coefficients_of_input_and_output_are_exact_in_float32(int outputs, int taps)
    {
        var transform = new WinogradTransform(outputs, taps);
        foreach (double value in transform.InputTransform().Cast<double>().Concat(transform.OutputTransform().Cast<double>()))
            Assert.Equal(value, (float)value);
    }

    /// <summary>Rounding errors in float32 of tiles of 16 channels, beside those of direct convolution: what the points were chosen for.</summary>
    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 2.5)]
    public void Rounding_errors_stay_near_those_of_direct_convolution(int outputs, double maxTimes)
    {
        var transform = new WinogradTransform(outputs, 3);
        double[,] down = transform.InputTransform(), filters = transform.FilterTransform(), up = transform.OutputTransform();
        var random = new Random(1);
        int n = transform.Products;
        double error = 0, directError = 0;
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
            directError += Sum(outputs, outputs, (y, x) => (direct[y, x] - exact[y, x]) * (direct[y, x] - exact[y, x]));
        }

        Assert.InRange(Math.Sqrt(error / directError), 0.1, maxTimes);

        float[,] Random(int size, double scale)
        {
            var values = new float[size, size];
            for (int i = 0; i < size * size; i++) values[i / size, i % size] = (float)((random.NextDouble() * 2 - 1) * scale);
            return values;
        }
    }

    /// <summary>
    /// Rounding errors in float32 along columns alone, of sums of 30 taps, beside those of direct convolution: 2.3 times with eight products and
    /// 3.2 times with nine, whose points were searched for among pairs of up to four bits.
    /// </summary>
    [Theory]
    [InlineData(4, 2.6)]
    [InlineData(5, 3.6)]
    public void Rounding_errors_along_columns_are_those_that_the_points_were_chosen_for(int outputs, double maxTimes)
    {
        var transform = new WinogradTransform(outputs, 5);
        double[,] down = transform.InputTransform(), filters = transform.FilterTransform(), up = transform.OutputTransform();
        var random = new Random(1);
        double error = 0, directError = 0;
        for (int tile = 0; tile < 3000; tile++)
        {
            float[] sums = new float[transform.Products], direct = new float[outputs];
            double[] exact = new double[outputs];
            for (int tap = 0; tap < 30; tap++)
            {
                float[] d = [.. Enumerable.Range(0, transform.Products).Select(_ => (float)(random.NextDouble() * 2 - 1))];
                float[] g = [.. Enumerable.Range(0, 5).Select(_ => (float)((random.NextDouble() * 2 - 1) * 0.2))], v = Single(down, d);
                for (int p = 0; p < sums.Length; p++) sums[p] = MathF.FusedMultiplyAdd((float)Enumerable.Range(0, 5).Sum(k => filters[p, k] * g[k]), v[p], sums[p]);
                for (int i = 0; i < outputs * 5; i++)
                {
                    exact[i / 5] += (double)g[i % 5] * d[i / 5 + i % 5];
                    direct[i / 5] = MathF.FusedMultiplyAdd(g[i % 5], d[i / 5 + i % 5], direct[i / 5]);
                }
            }

            float[] found = Single(up, sums);
            error += Enumerable.Range(0, outputs).Sum(i => (found[i] - exact[i]) * (found[i] - exact[i])) / outputs;
            directError += Enumerable.Range(0, outputs).Sum(i => (direct[i] - exact[i]) * (direct[i] - exact[i])) / outputs;
        }

        Assert.InRange(Math.Sqrt(error / directError), 1, maxTimes);
    }

    /// <summary>M·x in float32.</summary>
    private static float[] Single(double[,] matrix, float[] x)
    {
        float[] product = new float[matrix.GetLength(0)];
        for (int i = 0; i < product.Length; i++)
            for (int k = 0; k < x.Length; k++) product[i] = MathF.FusedMultiplyAdd((float)matrix[i, k], x[k], product[i]);
        return product;
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
