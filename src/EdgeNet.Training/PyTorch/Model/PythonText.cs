using System.Globalization;
using System.Text;

namespace EdgeNet.Training.PyTorch.Model;

/// <summary>Values as Python literals. Nothing of a text leaves its quotes.</summary>
internal static class PythonText
{
    private const int LineLength = 100;

    /// <summary>A text as a string literal of ASCII.</summary>
    /// <param name="text">Any text.</param>
    public static string String(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') literal.Append(c);
            else literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A number that Python reads back to the same float32.</summary>
    /// <param name="value">The number.</param>
    public static string Number(double value) => value switch
    {
        double.PositiveInfinity => "float(\"inf\")",
        double.NegativeInfinity => "float(\"-inf\")",
        double.NaN => "float(\"nan\")",
        _ => Decimal(value),
    };

    /// <summary>A number that Python reads back to the same float32.</summary>
    /// <param name="value">The number.</param>
    public static string Number(float value) =>
        // The shortest decimals that are this float32, not those of the double that it becomes.
        Number(float.IsFinite(value) ? double.Parse(value.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : value);

    /// <summary>Whole numbers as a tuple; of equal ones their number alone, which PyTorch takes for all axes.</summary>
    /// <param name="numbers">One or more numbers.</param>
    public static string Sizes(IReadOnlyList<int> numbers) =>
        numbers.All(n => n == numbers[0]) ? Whole(numbers[0]) : Tuple(numbers);

    /// <summary>Whole numbers as a tuple.</summary>
    /// <param name="numbers">The numbers.</param>
    public static string Tuple(IReadOnlyList<int> numbers) =>
        numbers.Count == 1 ? $"({Whole(numbers[0])},)" : $"({string.Join(", ", numbers.Select(Whole))})";

    /// <summary>Whole numbers as a list, over several lines where there are many.</summary>
    /// <param name="numbers">The numbers.</param>
    public static string List(IEnumerable<int> numbers)
    {
        var text = new StringBuilder("[");
        int start = 0;
        foreach (int number in numbers)
        {
            if (text.Length > 1) text.Append(',');
            if (text.Length - start > LineLength)
            {
                text.Append("\n            ");
                start = text.Length;
            }
            else if (text.Length > 1)
            {
                text.Append(' ');
            }

            text.Append(Whole(number));
        }

        return text.Append(']').ToString();
    }

    /// <summary>A whole number.</summary>
    public static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A truth value.</summary>
    public static string Truth(bool value) => value ? "True" : "False";

    private static string Decimal(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text;
    }
}
