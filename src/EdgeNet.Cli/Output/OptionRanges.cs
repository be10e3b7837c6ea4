using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace EdgeNet.Cli.Output;

/// <summary>What an option may be: anything else is wrong usage, told in one line.</summary>
internal static class OptionRanges
{
    /// <summary>Requires a smallest value.</summary>
    public static Option<T> AtLeast<T>(this Option<T> option, T smallest)
        where T : struct, INumber<T> => option.Require(v => v >= smallest, Text($"{smallest} or more"));

    /// <summary>Requires a value of a range, both ends allowed.</summary>
    public static Option<T> Between<T>(this Option<T> option, T smallest, T largest)
        where T : struct, INumber<T> => option.Require(v => v >= smallest && v <= largest, Text($"{smallest} to {largest}"));

    /// <summary>Requires one of a few words.</summary>
    public static Option<string?> OneOf(this Option<string?> option, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !words.Contains(result.Tokens[0].Value))
                result.AddError($"{option.Name}: expected {string.Join(", ", words)}; found '{result.Tokens[0].Value}'.");
        });
        return option;
    }

    private static Option<T> Require<T>(this Option<T> option, Func<T, bool> isValid, string expected)
        where T : struct, INumber<T>
    {
        option.Validators.Add(result =>
        {
            // The parser takes a comma for a thousands separator: 0,5 would be 5.
            if (result.Tokens.Count == 1 && result.Tokens[0].Value.Contains(','))
                result.AddError($"{option.Name}: expected a number with a decimal point, found '{result.Tokens[0].Value}'.");
            // A text that is no number has its error from the parser.
            if (result.Tokens.Count == 1 && T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out T value) && !isValid(value))
                result.AddError(Text($"{option.Name}: expected {expected}, found {value}."));
        });
        return option;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
