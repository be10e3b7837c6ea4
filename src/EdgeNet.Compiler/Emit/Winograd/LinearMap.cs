using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Winograd;

/// <summary>
/// Writes the product of a constant matrix and a column of vectors. The transforms' points come in pairs a, −a: rows or columns that
/// differ in signs only share their sums and differences. Inputs are loaded where they are first needed and outputs handed on at once:
/// the compiler after this one keeps what waits in registers only while it fits, and what it spills lies across cache lines.
/// </summary>
/// <param name="writer">Takes the text.</param>
/// <param name="vector">The vector's class.</param>
/// <param name="prefix">What the names of its intermediate variables start with.</param>
internal sealed class LinearMap(SourceWriter writer, string vector, string prefix)
{
    private int _temporaries;

    /// <summary>Writes it.</summary>
    /// <param name="matrix">Rows of as many coefficients as there are inputs, each exact in float32.</param>
    /// <param name="inputs">The variables, or the expressions, that it is applied to.</param>
    /// <returns>A variable for each row.</returns>
    public string[] Write(double[,] matrix, IReadOnlyList<string> inputs)
    {
        var outputs = new string[matrix.GetLength(0)];
        Write(matrix, inputs, (row, variable) => outputs[row] = variable);
        return outputs;
    }

    /// <summary>Writes it, and hands on each row as soon as it and those before it are written.</summary>
    /// <param name="matrix">Rows of as many coefficients as there are inputs, each exact in float32.</param>
    /// <param name="inputs">The variables, or the expressions, that it is applied to.</param>
    /// <param name="take">Takes a row and its variable, in the order of the rows.</param>
    public void Write(double[,] matrix, IReadOnlyList<string> inputs, Action<int, string> take)
    {
        List<LinearTerm> columns = Columns(matrix, inputs);
        int rows = matrix.GetLength(0), taken = 0;
        int[] twins = Twins(columns, rows);
        foreach (LinearTerm column in columns) column.Uses = Enumerable.Range(0, rows).Count(i => twins[i] >= 0 && column.Column[i] != 0);
        var outputs = new string?[rows];
        for (int i = 0; i < rows; i++)
        {
            if (twins[i] == i) outputs[i] = Named(Sum(columns.Select(c => (c.Column[i], c))));
            else if (twins[i] > i) WriteTwins(columns, i, twins[i], outputs);
            for (; taken < rows && outputs[taken] is { } variable; taken++) take(taken, variable);
        }
    }

    /// <summary>The first rows of a matrix.</summary>
    public static double[,] First(double[,] matrix, int rows)
    {
        var first = new double[rows, matrix.GetLength(1)];
        Array.Copy(matrix, first, first.Length);
        return first;
    }

    /// <summary>The inputs, or sums and differences of those whose columns differ in signs only.</summary>
    private List<LinearTerm> Columns(double[,] matrix, IReadOnlyList<string> inputs)
    {
        int rows = matrix.GetLength(0);
        var columns = new List<LinearTerm>();
        double[] Column(int k) => [.. Enumerable.Range(0, rows).Select(i => matrix[i, k])];
        double[]?[] left = [.. Enumerable.Range(0, inputs.Count).Select(Column)];
        for (int k = 0; k < inputs.Count; k++)
        {
            if (left[k] is not { } column) continue;
            int twin = Enumerable.Range(k + 1, inputs.Count - k - 1).FirstOrDefault(l => left[l] is { } other && SignsDiffer(column, other));
            if (twin == 0)
            {
                columns.Add(new(column, inputs[k]));
                continue;
            }

            double[] other = left[twin]!;
            left[twin] = null;
            string first = Named(inputs[k]), second = Named(inputs[twin]);
            columns.Add(new([.. column.Select((c, i) => c == other[i] ? c : 0)], Declare($"{first} + {second}")));
            columns.Add(new([.. column.Select((c, i) => c == other[i] ? 0 : c)], Declare($"{first} - {second}")));
        }

        return columns;
    }

    /// <summary>For each row the later one that differs from it in signs only, itself where there is none, and −1 in the later one.</summary>
    private static int[] Twins(List<LinearTerm> columns, int rows)
    {
        int[] twins = [.. Enumerable.Range(0, rows)];
        for (int i = 0; i < rows; i++)
        {
            int row = i;
            if (twins[i] < 0) continue;
            int twin = Enumerable.Range(i + 1, rows - i - 1).FirstOrDefault(j => twins[j] >= 0
                && SignsDiffer([.. columns.Select(c => c.Column[row])], [.. columns.Select(c => c.Column[j])]));
            if (twin > 0) (twins[i], twins[twin]) = (twin, -1);
        }

        return twins;
    }

    /// <summary>Whether two columns are equal in magnitude, in some rows of equal and in some of opposite sign.</summary>
    private static bool SignsDiffer(double[] a, double[] b) =>
        a.Zip(b, (x, y) => Math.Abs(x) == Math.Abs(y)).All(equal => equal)
        && a.Zip(b, (x, y) => x != 0 && x == y).Any(same => same) && a.Zip(b, (x, y) => x != 0 && x == -y).Any(opposite => opposite);

    private void WriteTwins(List<LinearTerm> columns, int i, int twin, string?[] outputs)
    {
        string even = Named(Sum(columns.Where(c => c.Column[i] == c.Column[twin]).Select(c => (c.Column[i], c))));
        (double Factor, LinearTerm Term)[] odd = [.. columns.Where(c => c.Column[i] != c.Column[twin]).Select(c => (c.Column[i], c))];
        // Without a term of factor 1, one factor is multiplied when the sum is added.
        double common = odd.Any(t => Math.Abs(t.Factor) == 1) ? 1 : Math.Abs(odd[odd.Length - 1].Factor);
        string difference = Named(Sum(odd.Select(t => (t.Factor / common, t.Term))));
        outputs[i] = Declare(common == 1 ? $"{even} + {difference}" : MultiplyAdd(common, difference, even));
        outputs[twin] = Declare(common == 1 ? $"{even} - {difference}" : MultiplyAdd(-common, difference, even));
    }

    /// <summary>The expression of a sum.</summary>
    private string Sum(IEnumerable<(double Factor, LinearTerm Term)> sum)
    {
        (double Factor, string Text)[] terms =
            [.. sum.Where(t => t.Factor != 0).OrderBy(t => t.Factor == 1 ? 0 : t.Factor == -1 ? 2 : 1).Select(t => (t.Factor, Operand(t.Term)))];
        if (terms.Length == 0) return $"{vector}<float>.Zero";
        string text = terms[0].Factor == 1 ? terms[0].Text
            : terms[0].Factor == -1 ? "-" + terms[0].Text
            : $"{terms[0].Text} * {Number(terms[0].Factor)}";
        foreach (var (factor, operand) in terms.Skip(1))
            text = factor == 1 ? $"{text} + {operand}" : factor == -1 ? $"{text} - {operand}" : MultiplyAdd(factor, operand, text);
        return text;
    }

    /// <summary>What stands for a term in a sum: an expression that is needed once stays one, so that its load is part of an instruction.</summary>
    private string Operand(LinearTerm term)
    {
        if (term.Uses > 1) term.Text = Named(term.Text);
        return term.Text;
    }

    private string Named(string expression) => expression.All(c => char.IsLetterOrDigit(c) || c == '_') ? expression : Declare(expression);

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
