using System.Numerics;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>
/// Einsum on constants by its definition: for each place of the result, the sum over all other labels of the operands' products
/// (https://onnx.ai/onnx/operators/onnx__Einsum.html).
/// </summary>
internal static class EinsumFold
{
    /// <summary>Labels of the axes that an ellipsis stands for, counted from the last: letters of no equation.</summary>
    private const char FirstOfEllipsis = '\uE000';

    private const int MostLabels = 2 * Dimensions.MaxRank;

    public static void Run(NodeContext context)
    {
        string given = context.Attributes.Text("equation") ?? throw new ImportProblemException("has no equation");
        string equation = given.Replace(" ", "", StringComparison.Ordinal);
        ConstantTensor[] operands = [.. Enumerable.Range(0, context.InputCount).Select(i => context.Constant(i, "operand"))];
        string[] sides = equation.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != operands.Length)
            throw new ImportProblemException($"has the equation '{equation}' for {operands.Length} operands");
        string[] labels = [.. terms.Select((term, i) => Labels(term, operands[i].Shape.Length, equation))];
        var sizes = new Dictionary<char, int>();
        foreach (var (text, i) in labels.Select((l, i) => (l, i)))
            for (int axis = 0; axis < text.Length; axis++) Add(sizes, text[axis], operands[i].Shape[axis], equation);
        string result = sides.Length == 2 ? Labels(sides[1], rank: null, equation, sizes.Keys) : Implicit(labels, sides[0]);
        bool isWhole = result.All(sizes.ContainsKey) && result.Distinct().Count() == result.Length;
        if (!isWhole || sizes.Count > MostLabels || result.Length > Dimensions.MaxRank)
            throw new ImportProblemException($"has the equation '{equation}', whose result has a label that no operand has, one twice, or too many");
        char[] order = [.. result, .. sizes.Keys.Where(c => !result.Contains(c))];
        Compute(context, operands, labels, order, [.. order.Select(c => sizes[c])], result.Length);
    }

    private static void Compute(NodeContext context, ConstantTensor[] operands, string[] labels, char[] order, int[] sizes, int kept)
    {
        long places = Dimensions.Length(sizes.Select(s => (long)s)), length = Dimensions.Length(sizes[..kept]);
        if (places < 0 || !context.Budget.TryWork(places * operands.Length))
            throw new ImportProblemException("multiplies more than this file may compute");
        // What a step along each label adds to an operand's place; along an axis of 1, which is broadcast, nothing.
        long[][] steps = [.. operands.Select((operand, i) => Steps(operand.Shape, labels[i], order))];
        ConstantTensor first = operands[0];
        int[] shape = sizes[..kept];
        if (operands.Any(o => o.Type != first.Type)) throw new ImportProblemException("has operands of different types");
        context.Give(first.IsFloating
            ? ConstantTensor.Of(first.Type, shape, Sum([.. operands.Select(o => o.Doubles())], steps, sizes, length))
            : ConstantTensor.Of(first.Type, shape, Sum([.. operands.Select(o => o.Longs())], steps, sizes, length)));
    }

    private static T[] Sum<T>(T[][] operands, long[][] steps, int[] sizes, long length)
        where T : INumber<T>
    {
        var result = new T[length];
        if (sizes.Contains(0)) return result;
        long inner = 1;
        foreach (int size in sizes) inner *= size;
        inner /= Math.Max(1, length);
        int[] place = new int[sizes.Length];
        long[] at = new long[operands.Length];
        for (long i = 0; i < length * inner; i++)
        {
            T product = T.One;
            for (int o = 0; o < operands.Length; o++) product = unchecked(product * operands[o][at[o]]);
            result[i / inner] = unchecked(result[i / inner] + product);
            for (int label = sizes.Length - 1; label >= 0; label--)
            {
                bool wraps = ++place[label] == sizes[label];
                for (int o = 0; o < at.Length; o++) at[o] += wraps ? -steps[o][label] * (sizes[label] - 1) : steps[o][label];
                if (!wraps) break;
                place[label] = 0;
            }
        }

        return result;
    }

    private static long[] Steps(int[] shape, string labels, char[] order)
    {
        long[] strides = TensorMoves.Strides(shape), steps = new long[order.Length];
        for (int axis = 0; axis < shape.Length; axis++)
            if (shape[axis] != 1) steps[Array.IndexOf(order, labels[axis])] += strides[axis]; // A label twice: the diagonal.
        return steps;
    }

    /// <summary>A term with a letter for each axis, those of an ellipsis written out.</summary>
    private static string Labels(string term, int? rank, string equation, IEnumerable<char>? known = null)
    {
        int dots = term.IndexOf("...", StringComparison.Ordinal);
        string letters = dots < 0 ? term : term.Remove(dots, 3);
        int hidden = dots < 0 ? 0 : rank is { } axes ? axes - letters.Length : known!.Count(c => c >= FirstOfEllipsis);
        if (letters.Any(c => !char.IsAsciiLetter(c)) || hidden < 0 || rank is { } all && letters.Length + hidden != all)
        {
            string what = rank is { } count ? Invariant($"an operand of {count} axes") : "a result";
            throw new ImportProblemException($"has the equation '{equation}', whose term '{term}' does not fit {what}");
        }

        IEnumerable<char> ellipsis = Enumerable.Range(0, hidden).Select(i => (char)(FirstOfEllipsis + hidden - 1 - i));
        return dots < 0 ? letters : letters[..dots] + string.Concat(ellipsis) + letters[dots..];
    }

    /// <summary>Without an arrow, the result has the ellipsis and each letter that stands once, in the alphabet's order.</summary>
    private static string Implicit(string[] labels, string terms)
    {
        string ellipsis = string.Concat(labels.SelectMany(l => l).Where(c => c >= FirstOfEllipsis).Distinct().OrderDescending());
        return ellipsis + string.Concat(terms.Where(char.IsAsciiLetter).GroupBy(c => c).Where(c => c.Count() == 1).Select(c => c.Key).Order());
    }

    private static void Add(Dictionary<char, int> sizes, char label, int size, string equation)
    {
        if (!sizes.TryGetValue(label, out int other) || other == 1) sizes[label] = size;
        else if (other != size && size != 1)
            throw new ImportProblemException(Invariant($"has the equation '{equation}', of which one label stands for {other} and {size} elements"));
    }
}
