namespace EdgeNet.Compiler.Emit;

/// <summary>How elements are gathered into an accumulator.</summary>
/// <param name="Start">Where the accumulator starts, as a float literal.</param>
/// <param name="Element">What an element x counts for, on the vectors of a class or, without one, on floats.</param>
/// <param name="Join">Joins two accumulators, on the vectors of a class or, without one, on floats.</param>
internal sealed record Accumulation(string Start, Func<string?, string, string> Element, Func<string?, string, string, string> Join)
{
    /// <summary>The sum of what the elements count for.</summary>
    public static Accumulation Sum(Func<string?, string, string> element) => new("0f", element, (_, a, b) => $"{a} + {b}");

    /// <summary>The largest; NaN where one is.</summary>
    public static Accumulation Max { get; } = new("float.NegativeInfinity", (_, x) => x, (vector, a, b) => $"{vector ?? "MathF"}.Max({a}, {b})");

    /// <summary>The smallest; NaN where one is.</summary>
    public static Accumulation Min { get; } = new("float.PositiveInfinity", (_, x) => x, (vector, a, b) => $"{vector ?? "MathF"}.Min({a}, {b})");

    /// <summary>The product.</summary>
    public static Accumulation Product { get; } = new("1f", (_, x) => x, (_, a, b) => $"{a} * {b}");
}
