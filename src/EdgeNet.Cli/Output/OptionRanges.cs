using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace EdgeNet.Cli.Output;

/// <summary>What an option may be: anything else is wrong usage, told in one line. Numbers are written in the invariant culture and no other.</summary>
internal static class OptionRanges
{
    /// <summary>Requires a number.</summary>
    public static Option<T> Number<T>(this Option<T> option)
        where T : struct, INumber<T>
    {
        option.CustomParser = result => Parse<T>(option.Name, result) ?? default;
        return option;
    }

    /// <summary>Requires a number, if there is any.</summary>
    public static Option<T?> Number<T>(this Option<T?> option)
        where T : struct, INumber<T>
    {
        option.CustomParser = result => Parse<T>(option.Name, result);
        return option;
    }

    /// <summary>Requires a number above another, if there is any, or a word that stands for one.</summary>
    public static Option<float?> AboveOr(this Option<float?> option, float limit, string word, float meaning)
    {
        option.CompletionSources.Add(word);
        option.CustomParser = result => result.Tokens[0].Value == word ? meaning : Parse<float>(option.Name, result);
        return option.Validate<Option<float?>, float>(v => v > limit, Text($"a number above {limit}, or {word}"));
    }

    /// <summary>Requires a smallest value.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, T smallest)
        where T : struct, INumber<T> => option.Require(v => v >= smallest, Text($"{smallest} or more"));

    /// <summary>Requires a value of a range, both ends allowed.</summary>
    public static Option<T> Between<T>(this Option<T> option, T smallest, T largest)
        where T : struct, INumber<T> => option.Require(v => v >= smallest && v <= largest, Text($"{smallest} to {largest}"));

    /// <summary>Requires a value of a range without its upper end.</summary>
    public static Option<T> Below<T>(this Option<T> option, T smallest, T limit)
        where T : struct, INumber<T> => option.Require(v => v >= smallest && v < limit, Text($"{smallest} or more, below {limit}"));

    /// <summary>Requires a value of a range, both ends allowed, if there is any.</summary>
    public static Option<T?> Between<T>(this Option<T?> option, T smallest, T largest)
        where T : struct, INumber<T> => option.Number().Validate<Option<T?>, T>(v => v >= smallest && v <= largest, Text($"{smallest} to {largest}"));

    /// <summary>Requires 0 or a smallest value, if there is any.</summary>
    public static Option<T?> NoneOrAtLeast<T>(this Option<T?> option, T smallest)
        where T : struct, INumber<T> => option.Number().Validate<Option<T?>, T>(v => T.IsZero(v) || v >= smallest, Text($"0, or {smallest} or more"));

    /// <summary>Requires numbers with commas between them.</summary>
    public static Option<float[]?> Numbers(this Option<float[]?> option)
    {
        option.CustomParser = result =>
        {
            var numbers = new List<float>();
            foreach (string part in result.Tokens[0].Value.Split(','))
            {
                if (!TryParse(part, out float number))
                {
                    result.AddError($"{option.Name}: expected numbers with a decimal point, and commas between them, found '{result.Tokens[0].Value}'.");
                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers];
        };
        return option;
    }

    /// <summary>Requires one of a few words.</summary>
    public static Option<string?> OneOf(this Option<string?> option, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !words.Contains(result.Tokens[0].Value))
                result.AddError($"{option.Name}: expected {string.Join(", ", words)}; found '{result.Tokens[0].Value}'.{Suggestions.For(result.Tokens[0].Value, words)}");
        });
        return option;
    }

    private static Option<T> Require<T>(this Option<T> option, Func<T, bool> isValid, string expected)
        where T : struct, INumber<T> => option.Number().Validate<Option<T>, T>(isValid, expected);

    private static TOption Validate<TOption, T>(this TOption option, Func<T, bool> isValid, string expected)
        where TOption : Option
        where T : struct, INumber<T>
    {
        option.Validators.Add(result =>
        {
            // A text that is no number has its error from the parser.
            if (result.Tokens.Count == 1 && TryParse(result.Tokens[0].Value, out T value) && !isValid(value))
                result.AddError(Text($"{option.Name}: expected {expected}, found {value}."));
        });
        return option;
    }

    private static T? Parse<T>(string name, ArgumentResult result)
        where T : struct, INumber<T>
    {
        string text = result.Tokens[0].Value;
        if (TryParse(text, out T value)) return value;
        string expected = IsWhole<T>()
            ? TryParse(text, out double _) && text.All(c => char.IsAsciiDigit(c) || c == '-') ? "a smaller whole number" : "a whole number"
            : "a number with a decimal point";
        result.AddError($"{name}: expected {expected}, found '{text}'.");
        return null;
    }

    private static bool IsWhole<T>()
        where T : struct, INumber<T> => T.CreateTruncating(0.5) == T.Zero;

    /// <summary>The parser's own way takes a comma for a separator of thousands: 0,5 would be 5.</summary>
    private static bool TryParse<T>(string text, out T value)
        where T : struct, INumber<T>
    {
        NumberStyles style = IsWhole<T>() ? NumberStyles.AllowLeadingSign : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return T.TryParse(text, style, CultureInfo.InvariantCulture, out value) && T.IsFinite(value);
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
