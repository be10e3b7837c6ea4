namespace EdgeNet.Compiler.Planning.Winograd;

/// <summary>
/// F(m, r): m neighbouring outputs of a filter of r taps by n = m + r − 1 multiplications instead of m·r. With y = Aᵀ((G·g) ⊙ (Bᵀ·d)),
/// inputs d and filters g are transformed, multiplied element by element, and the products transformed to the outputs y.
/// After S. Winograd, "Arithmetic complexity of computations", SIAM 1980, and A. Lavin, S. Gray, "Fast algorithms for convolutional neural
/// networks", CVPR 2016; the matrices are Toom and Cook's, of polynomials evaluated at n − 1 points and at infinity.
/// </summary>
/// <param name="Outputs">m, 1 or more. Of one tap, as many products as outputs, the transforms are the identity.</param>
/// <param name="Taps">r, 1 or more.</param>
public sealed record WinogradTransform(int Outputs, int Taps)
{
    /// <summary>
    /// The points of up to 4, 6, 8 and 9 products: of those whose powers float32 holds exactly, the ones with the smallest rounding errors.
    /// F(4×4, 3×3) at 0, ±5/8, ±3/2 has a root mean square error of about twice that of direct convolution, where the usual 0, ±1, ±2 have
    /// four to five times; F(2×2, 3×3) has less than direct convolution; F(4×1, 5×1) 2.3 times, F(5, 5) 3.2 times. WinogradTransformTests hold them to it.
    /// </summary>
    private static readonly double[][] PointSets = [[0, 1, -1], [0, 0.625, -0.625, 1.5, -1.5], [0, 1, -1, 2, -2, 0.5, -0.5], [0.25, -0.25, 0.625, -0.625, 1.125, -1.125, 2, -2]];

    /// <summary>The most multiplications: with more, float32 loses digits that show.</summary>
    public const int MaxProducts = 9;

    /// <summary>n: inputs of a tile, and products.</summary>
    public int Products => Outputs + Taps - 1;

    /// <summary>Tiles that cover some outputs; the last may reach past them.</summary>
    /// <param name="outputs">The outputs.</param>
    public int Tiles(int outputs) => (outputs + Outputs - 1) / Outputs;

    /// <summary>Tiles whose outputs are together whole windows of a pooling.</summary>
    /// <param name="pool">Outputs of a window.</param>
    public int TilesOfWholePools(int pool)
    {
        int tiles = 1;
        while (tiles * Outputs % pool != 0) tiles++;
        return tiles;
    }

    private double[] Points => [.. PointSets.First(set => set.Length >= Products - 1).Take(Products - 1)];

    /// <summary>Bᵀ, n×n: row j has the coefficients of ∏(x − a) over all points a but the j-th; the last row, of infinity, over all of them.</summary>
    public double[,] InputTransform()
    {
        if (Taps == 1) return Identity();
        int n = Products;
        double[] points = Points;
        var matrix = new double[n, n];
        for (int j = 0; j < n; j++)
        {
            double[] polynomial = [1];
            for (int l = 0; l < n - 1; l++)
                if (l != j) polynomial = TimesRoot(polynomial, points[l]);
            for (int k = 0; k < polynomial.Length; k++) matrix[j, k] = polynomial[k];
        }

        return matrix;
    }

    /// <summary>G, n×r: row j has the powers of the j-th point over ∏(a_j − a) of all others; the last row takes the last tap.</summary>
    public double[,] FilterTransform()
    {
        int n = Products;
        if (Taps == 1) return Ones(n);
        double[] points = Points;
        var matrix = new double[n, Taps];
        for (int j = 0; j < n - 1; j++)
        {
            double divisor = 1;
            for (int l = 0; l < n - 1; l++)
                if (l != j) divisor *= points[j] - points[l];
            for (int k = 0; k < Taps; k++) matrix[j, k] = Power(points[j], k) / divisor;
        }

        matrix[n - 1, Taps - 1] = 1;
        return matrix;
    }

    /// <summary>Aᵀ, m×n: column j has the powers of the j-th point; the last one, of infinity, counts for the last output.</summary>
    public double[,] OutputTransform()
    {
        if (Taps == 1) return Identity();
        int n = Products;
        double[] points = Points;
        var matrix = new double[Outputs, n];
        for (int i = 0; i < Outputs; i++)
            for (int j = 0; j < n - 1; j++) matrix[i, j] = Power(points[j], i);
        matrix[Outputs - 1, n - 1] = 1;
        return matrix;
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"F({Outputs}, {Taps})");

    private double[,] Identity()
    {
        var matrix = new double[Products, Products];
        for (int i = 0; i < Products; i++) matrix[i, i] = 1;
        return matrix;
    }

    private static double[,] Ones(int rows)
    {
        var matrix = new double[rows, 1];
        for (int i = 0; i < rows; i++) matrix[i, 0] = 1;
        return matrix;
    }

    private static double[] TimesRoot(double[] polynomial, double root)
    {
        var product = new double[polynomial.Length + 1];
        for (int k = 0; k < polynomial.Length; k++)
        {
            product[k + 1] += polynomial[k];
            product[k] -= root * polynomial[k];
        }

        return product;
    }

    private static double Power(double x, int exponent)
    {
        double power = 1;
        for (int i = 0; i < exponent; i++) power *= x;
        return power;
    }
}
