using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet.Description;

/// <summary>The value of a layer's argument: one or more numbers, one or more texts, or a flag.</summary>
public readonly struct ArgumentValue : IEquatable<ArgumentValue>
{
    private readonly EquatableArray<double> _numbers;
    private readonly EquatableArray<string> _texts;

    private ArgumentValue(ArgumentKind kind, EquatableArray<double> numbers, EquatableArray<string> texts)
    {
        Kind = kind;
        _numbers = numbers;
        _texts = texts;
    }

    /// <summary>Which of the accessors holds the value.</summary>
    public ArgumentKind Kind { get; }

    /// <summary>The numbers, one or several; a flag counts as 0 or 1.</summary>
    public EquatableArray<double> Numbers => _numbers;

    /// <summary>The texts, one or several.</summary>
    public EquatableArray<string> Texts => _texts;

    /// <summary>Wraps a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator ArgumentValue(double value) => new(ArgumentKind.Number, new[] { value }, default);

    /// <summary>Wraps several whole numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator ArgumentValue(int[] values) =>
        new(ArgumentKind.Numbers, new EquatableArray<double>(values.Select(v => (double)v)), default);

    /// <summary>Wraps several numbers.</summary>
    /// <param name="values">The numbers.</param>
    public static implicit operator ArgumentValue(double[] values) => new(ArgumentKind.Numbers, values, default);

    /// <summary>Wraps a flag.</summary>
    /// <param name="value">The flag.</param>
    public static implicit operator ArgumentValue(bool value) => new(ArgumentKind.Flag, new[] { value ? 1.0 : 0.0 }, default);

    /// <summary>Wraps a text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator ArgumentValue(string value) => new(ArgumentKind.Text, default, new[] { value });

    /// <summary>Wraps several texts.</summary>
    /// <param name="values">The texts.</param>
    public static implicit operator ArgumentValue(string[] values) => new(ArgumentKind.Texts, default, values);

    /// <summary>Compares kind and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ArgumentValue left, ArgumentValue right) => left.Equals(right);

    /// <summary>Compares kind and value.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ArgumentValue left, ArgumentValue right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ArgumentValue other) => Kind == other.Kind && _numbers == other._numbers && _texts == other._texts;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ArgumentValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)Kind + 31 * _numbers.GetHashCode() + 961 * _texts.GetHashCode());

    /// <summary>The value as C# source that converts back to it: 5, new[] { 3, 5 }, "Tanh", true.</summary>
    public override string ToString() => Kind switch
    {
        ArgumentKind.Flag => _numbers[0] != 0 ? "true" : "false",
        ArgumentKind.Number => Number(_numbers[0]),
        ArgumentKind.Numbers when _numbers.All(n => n == Math.Floor(n)) => "new int[] { " + string.Join(", ", _numbers.Select(Number)) + " }",
        ArgumentKind.Numbers => "new double[] { " + string.Join(", ", _numbers.Select(Number)) + " }",
        ArgumentKind.Text => CSharpText.Literal(_texts[0]),
        _ => "new string[] { " + string.Join(", ", _texts.Select(CSharpText.Literal)) + " }",
    };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
