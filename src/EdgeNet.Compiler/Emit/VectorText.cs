using System.Globalization;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Emit;

/// <summary>Expressions and statements on vectors, as they stand in kernels.</summary>
internal static class VectorText
{
    /// <summary>An element at an offset from a reference.</summary>
    public static string Element(string reference, int offset) => offset == 0 ? reference : Invariant($"Unsafe.Add(ref {reference}, {offset})");

    /// <summary>A vector loaded at an offset from a reference.</summary>
    public static string Load(string vector, string reference, int offset) => Invariant($"{vector}.LoadUnsafe(ref {reference}, {offset})");

    /// <summary>A vector of which the first <paramref name="count"/> lanes are loaded, and nothing beyond them is read.</summary>
    public static string Load(int lanes, int count, string reference, int offset)
    {
        string vector = Invariant($"Vector{lanes * 32}");
        if (count == lanes) return Load(vector, reference, offset);
        if (lanes == 4) return $"{vector}.Create({string.Join(", ", Enumerable.Range(0, 4).Select(i => i < count ? Element(reference, offset + i) : "0f"))})";
        int half = lanes / 2;
        string upper = count <= half ? Invariant($"Vector{half * 32}<float>.Zero") : Load(half, count - half, reference, offset + half);
        return $"{vector}.Create({Load(half, Math.Min(half, count), reference, offset)}, {upper})";
    }

    /// <summary>
    /// The larger of two variables, or NaN where one of them is: IEEE 754's maximum, which is one instruction of AArch64. Where neither
    /// is less, x64's gives its second operand; both orders together have the NaN.
    /// </summary>
    /// <param name="vector">The vector's class; null for floats.</param>
    /// <param name="a">A variable.</param>
    /// <param name="b">Another.</param>
    /// <param name="isForArm">Whether the code is shaped for AArch64; by the vector's class unless it is given.</param>
    public static string Max(string? vector, string a, string b, bool? isForArm = null) =>
        vector is null ? $"MathF.Max({a}, {b})"
        : isForArm ?? vector == "Vector128" ? $"{vector}.Max({a}, {b})"
        : $"{vector}.MaxNative({a}, {b}) | {vector}.MaxNative({b}, {a})";

    /// <summary>A float literal that reads back to the same bits.</summary>
    public static string Literal(float value) =>
        float.IsPositiveInfinity(value) ? "float.PositiveInfinity"
        : float.IsNegativeInfinity(value) ? "float.NegativeInfinity"
        : float.IsNaN(value) ? "float.NaN"
        : value.ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>Stores the first <paramref name="count"/> lanes of a vector variable, and nothing else.</summary>
    public static void Store(SourceWriter writer, int lanes, string variable, int count, string reference, int offset)
    {
        while (true)
        {
            if (count == lanes)
            {
                writer.Line(Invariant($"{variable}.StoreUnsafe(ref {reference}, {offset});"));
                return;
            }

            if (lanes == 4)
            {
                for (int i = 0; i < count; i++)
                    writer.Line(Invariant($"{Element(reference, offset + i)} = {variable}.GetElement({i});"));
                return;
            }

            lanes /= 2;
            if (count <= lanes)
            {
                variable += ".GetLower()";
                continue;
            }

            writer.Line(Invariant($"{variable}.GetLower().StoreUnsafe(ref {reference}, {offset});"));
            (variable, count, offset) = (variable + ".GetUpper()", count - lanes, offset + lanes);
        }
    }

    /// <summary>Formats invariantly.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A sum of terms "variable * factor" (the variable "1" is a constant), without the terms that are zero; "0" where nothing is left.</summary>
    public static string Sum(params (string? Variable, int Factor)[] terms)
    {
        string[] texts = [.. terms.Where(t => t.Variable is not null && t.Factor != 0)
            .Select(t => t.Variable == "1" ? Invariant($"{t.Factor}") : t.Factor == 1 ? t.Variable! : Invariant($"{t.Variable} * {t.Factor}"))];
        return texts.Length == 0 ? "0" : string.Join(" + ", texts);
    }

    /// <summary>Declares a reference at an offset, or none where the offset is always zero.</summary>
    /// <returns>The name of the reference to use.</returns>
    public static string Advance(SourceWriter writer, string name, string from, params (string? Variable, int Factor)[] terms)
    {
        string sum = Sum(terms);
        if (sum == "0") return from;
        writer.Line($"ref float {name} = ref Unsafe.Add(ref {from}, {sum});");
        return name;
    }

    /// <summary>A reference moved by an offset, as Infer writes it.</summary>
    public static string Shift(string reference, int offset) => offset == 0
        ? reference
        : Invariant($"ref global::System.Runtime.CompilerServices.Unsafe.Add({reference}, {offset})");

    /// <summary>A reference that moves with a loop's variable, as Infer writes it.</summary>
    public static string Shifted(string reference, string variable, int distance) =>
        Invariant($"ref global::System.Runtime.CompilerServices.Unsafe.Add({reference}, {variable} * {distance})");
}
