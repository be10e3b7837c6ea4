using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Writes the product of a constant matrix and a column of vectors. The transforms' points come in pairs a, −a: rows or columns that
/// differ in signs only share their sums and differences.
/// </summary>
/// <param name="writer">Takes the text.</param>
/// <param name="vector">The vector's class.</param>
/// <param name="prefix">What the names of its intermediate variables start with.</param>
internal sealed class LinearMap(SourceWriter writer, string vector, string prefix)
{
    private int _temporaries;

    /// <summary>Writes it.</summary>
    /// <param name="matrix">Rows of as many coefficients as there are inputs, each exact in float32.</param>
    /// <param name="inputs">The variables that it is applied to.</param>
    /// <returns>A variable or an input for each row.</returns>
    public string[] Write(double[,] matrix, IReadOnlyList<string> inputs)
    {
        List<(double[] Column, string Variable)> columns = Columns(matrix, inputs);
        int rows = matrix.GetLength(0);
        var outputs = new string[rows];
        for (int i = 0; i < rows; i++)
        {
            if (outputs[i] is not null) continue;
            int twin = Enumerable.Range(i + 1, rows - i - 1).FirstOrDefault(j => outputs[j] is null && AreTwins(columns, i, j));
            if (twin == 0) outputs[i] = Declare(columns.Select(c => (c.Column[i], c.Variable)));
            else WriteTwins(columns, i, twin, outputs);
        }

        return outputs;
    }

    /// <summary>The first rows of a matrix.</summary>
    public static double[,] First(double[,] matrix, int rows)
    {
        var first = new double[rows, matrix.GetLength(1)];
        Array.Copy(matrix, first, first.Length);
        return first;
    }

    /// <summary>The inputs, or sums and differences of those whose columns differ in signs only.</summary>
    private List<(double[] Column, string Variable)> Columns(double[,] matrix, IReadOnlyList<string> inputs)
    {
        int rows = matrix.GetLength(0);
        var columns = new List<(double[] Column, string Variable)>();
        double[] Column(int k) => [.. Enumerable.Range(0, rows).Select(i => matrix[i, k])];
        double[]?[] left = [.. Enumerable.Range(0, inputs.Count).Select(Column)];
        for (int k = 0; k < inputs.Count; k++)
        {
            if (left[k] is not { } column) continue;
            int twin = Enumerable.Range(k + 1, inputs.Count - k - 1).FirstOrDefault(l => left[l] is { } other && SignsDiffer(column, other));
            if (twin == 0)
            {
                columns.Add((column, inputs[k]));
                continue;
            }

            double[] other = left[twin]!;
            left[twin] = null;
            columns.Add(([.. column.Select((c, i) => c == other[i] ? c : 0)], Declare($"{inputs[k]} + {inputs[twin]}")));
            columns.Add(([.. column.Select((c, i) => c == other[i] ? 0 : c)], Declare($"{inputs[k]} - {inputs[twin]}")));
        }

        return columns;
    }

    /// <summary>Whether two columns are equal in magnitude, in some rows of equal and in some of opposite sign.</summary>
    private static bool SignsDiffer(double[] a, double[] b) =>
        a.Zip(b, (x, y) => Math.Abs(x) == Math.Abs(y)).All(equal => equal)
        && a.Zip(b, (x, y) => x != 0 && x == y).Any(same => same) && a.Zip(b, (x, y) => x != 0 && x == -y).Any(opposite => opposite);

    private static bool AreTwins(List<(double[] Column, string Variable)> columns, int i, int j) =>
        SignsDiffer([.. columns.Select(c => c.Column[i])], [.. columns.Select(c => c.Column[j])]);

    private void WriteTwins(List<(double[] Column, string Variable)> columns, int i, int twin, string[] outputs)
    {
        string even = Declare(columns.Where(c => c.Column[i] == c.Column[twin]).Select(c => (c.Column[i], c.Variable)));
        (double Factor, string Variable)[] odd = [.. columns.Where(c => c.Column[i] != c.Column[twin]).Select(c => (c.Column[i], c.Variable))];
        // Without a term of factor 1, one factor is multiplied when the sum is added.
        double common = odd.Any(t => Math.Abs(t.Factor) == 1) ? 1 : Math.Abs(odd[odd.Length - 1].Factor);
        string difference = Declare(odd.Select(t => (t.Factor / common, t.Variable)));
        outputs[i] = Declare(common == 1 ? $"{even} + {difference}" : MultiplyAdd(common, difference, even));
        outputs[twin] = Declare(common == 1 ? $"{even} - {difference}" : MultiplyAdd(-common, difference, even));
    }

    /// <summary>A variable of a sum; the variable itself where that is all.</summary>
    private string Declare(IEnumerable<(double Factor, string Variable)> sum)
    {
        (double Factor, string Variable)[] terms = [.. sum.Where(t => t.Factor != 0).OrderBy(t => t.Factor == 1 ? 0 : t.Factor == -1 ? 2 : 1)];
        if (terms.Length == 0) return Declare($"{vector}<float>.Zero");
        if (terms.Length == 1 && terms[0].Factor == 1) return terms[0].Variable;
        string text = terms[0].Factor == 1 ? terms[0].Variable
            : terms[0].Factor == -1 ? "-" + terms[0].Variable
            : $"{terms[0].Variable} * {Number(terms[0].Factor)}";
        foreach (var (factor, variable) in terms.Skip(1))
            text = factor == 1 ? $"{text} + {variable}" : factor == -1 ? $"{text} - {variable}" : MultiplyAdd(factor, variable, text);
        return Declare(text);
    }

    private string Declare(string expression)
    {
        string name = Invariant($"{prefix}{_temporaries++}");
        writer.Line($"var {name} = {expression};");
        return name;
    }

    private string MultiplyAdd(double factor, string variable, string sum) =>
        $"{vector}.MultiplyAddEstimate({variable}, {vector}.Create({Number(factor)}), {sum})";

    private static string Number(double value) => Literal((float)value);
}
