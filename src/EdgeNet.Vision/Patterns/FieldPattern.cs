using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet.Vision.Patterns;

/// <summary>
/// The kind of field that is read, written as text:
/// <list type="table">
/// <item><term>zip</term><description>a US ZIP code: 12345 or 12345-6789</description></item>
/// <item><term>postcode, postcode 5</term><description>a postal code of 4, 5 or 6 digits; of 5 digits</description></item>
/// <item><term>amount</term><description>an amount with two decimals, or none: 80 or 0.50, and not 080</description></item>
/// <item><term>amount 0</term><description>an amount in a currency without decimals; 1 to 3: in one with so many</description></item>
/// <item><term>digits 8, digits 6-10</term><description>8 digits; 6 to 10</description></item>
/// <item><term>lines</term><description>every run of digits</description></item>
/// </list>
/// A run of digits is taken whole or not at all: six digits in an even row hold no ZIP code of five. Runs end at the ends of a line, at
/// letters and at wide gaps. Points, commas and dashes beside a run are passed over. Between two digits, a point or a comma costs
/// probability where the pattern has none, and a dash is only in a ZIP code. Immutable; safe for use by several threads at once.
/// </summary>
public sealed class FieldPattern
{
    /// <summary>The most characters of a field.</summary>
    public const int MaxLength = 96;

    /// <summary>The prior probability of a code that is not in the list, beside one that is.</summary>
    public const float DefaultUnlistedWeight = 0.01f;

    internal const int MaxDigits = 48;

    private const int MaxDecimals = 3;
    private const string Expected = "zip, postcode, postcode 4 to 6, amount, amount 0 to 3, digits N, digits N-M or lines";

    private readonly int _fewest;
    private readonly int _most;
    private readonly int _decimals;
    private readonly string _text;

    private FieldPattern(PatternKind kind, string text, PatternAutomaton automaton, (int Fewest, int Most) length, int decimals = 0)
    {
        Kind = kind;
        _text = text;
        Automaton = automaton;
        (_fewest, _most) = length;
        _decimals = decimals;
    }

    private FieldPattern(FieldPattern pattern, CodeList codes, float unlistedWeight)
        : this(pattern.Kind, pattern._text, pattern.Automaton, (pattern._fewest, pattern._most), pattern._decimals)
    {
        Codes = codes;
        UnlistedWeight = unlistedWeight;
    }

    /// <summary>The US ZIP code.</summary>
    public static FieldPattern Zip { get; } = new(PatternKind.Zip, "zip", PatternAutomaton.Zip(), (5, 9));

    /// <summary>Every run of digits.</summary>
    public static FieldPattern Lines { get; } = new(PatternKind.Lines, "lines", PatternAutomaton.Any(), (1, MaxDigits));

    /// <summary>The kind of field.</summary>
    public PatternKind Kind { get; }

    /// <summary>The codes that exist, or null where any is as good as any other.</summary>
    public CodeList? Codes { get; }

    /// <summary>The prior probability of a code that is not in the list, beside one that is: 0 to 1. 1 without a list.</summary>
    public float UnlistedWeight { get; } = 1;

    /// <summary>
    /// The confidence from which a reading is accepted unless it is told otherwise, 0 to 1. On drawn pages one in two hundred of the
    /// accepted readings is wrong. It is higher for amounts, which any number of digits makes: a digit too many or too few goes unnoticed.
    /// </summary>
    public float DefaultThreshold => Kind == PatternKind.Amount ? 0.95f : 0.9f;

    internal PatternAutomaton Automaton { get; }

    /// <summary>
    /// The prior probability of an answer that begins with 0, beside one that does not: above 0 and at most 1. Amounts below a unit are
    /// few, and one of whole units is hardly 0.
    /// </summary>
    internal double LeadingZeroWeight => Kind != PatternKind.Amount ? 1 : _decimals > 0 ? 0.2 : 0.05;

    /// <summary>The most digits of a field.</summary>
    internal int MostDigits => _most;

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The text, as above; case and spaces around words do not matter.</param>
    /// <exception cref="FormatException">The text is no pattern. The message says what was expected and found.</exception>
    public static FieldPattern Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string kind = words.Length == 0 ? "" : words[0].ToLowerInvariant();
        if (words.Length > 2)
            throw Error(Expected, text);
        string? size = words.Length == 2 ? words[1] : null;
        switch (kind)
        {
            case "zip" when size is null:
                return Zip;
            case "lines" when size is null:
                return Lines;
            case "postcode":
                int digits = size is null ? 0 : Number(size, 4, 6, "postcode with 4, 5 or 6 digits");
                (int, int) length = size is null ? (4, 6) : (digits, digits);
                return new FieldPattern(PatternKind.Postcode, Name(kind, size), PatternAutomaton.Digits(length.Item1, length.Item2), length);
            case "amount":
                int decimals = size is null ? 2 : Number(size, 0, MaxDecimals, "amount with 0 to 3 decimals");
                return new FieldPattern(PatternKind.Amount, Name(kind, size), PatternAutomaton.Amount(decimals), (1, MaxDigits), decimals);
            case "digits" when size is not null:
                return ParseDigits(size);
            case "digits":
                throw Error("digits N or digits N-M, such as digits 8 or digits 6-10", text);
            default:
                throw Error(Expected, text);
        }
    }

    /// <summary>The same pattern with the codes that exist: every other code becomes improbable.</summary>
    /// <param name="codes">The codes. For ZIP codes with four more digits, the first five or all nine count.</param>
    /// <param name="unlistedWeight">
    /// The prior probability of a code that is not in the list, beside one that is: 0 to 1. Not 0 by default: lists age, and what is plainly
    /// written should not become another code.
    /// </param>
    /// <exception cref="ArgumentException">The pattern reads lines, or no code of the list fits it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of its range.</exception>
    public FieldPattern WithCodes(CodeList codes, float unlistedWeight = DefaultUnlistedWeight)
    {
        ArgumentNullException.ThrowIfNull(codes);
        if (!(unlistedWeight is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(unlistedWeight), unlistedWeight, "The weight must be 0 to 1.");
        if (Kind == PatternKind.Lines)
            throw new ArgumentException("A list of codes belongs to a pattern of one field, such as digits 5; 'lines' reads every run.");
        bool fits = Kind == PatternKind.Zip
            ? codes.CountOf(5) + codes.CountOf(9) > 0
            : Enumerate(codes) > 0;
        return fits
            ? new FieldPattern(this, codes, unlistedWeight)
            : throw new ArgumentException($"The list of codes: expected codes that fit the pattern '{_text}', found none in {codes}.");
    }

    /// <summary>Whether a text is a whole field of this pattern, in the form in which fields are read.</summary>
    /// <param name="text">The text.</param>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (Kind == PatternKind.Zip)
            return IsDigits(text, 5, 5) || text.Length == 10 && text[5] == '-' && IsDigits(text[..5], 5, 5) && IsDigits(text[6..], 4, 4);
        if (Kind != PatternKind.Amount)
            return IsDigits(text, _fewest, _most);
        int digits = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
                digits++;
            else if (text[i] is not ('.' or ',') || i == 0 || i + 1 == text.Length || !char.IsAsciiDigit(text[i - 1]))
                return false;
        }

        // 0 is an amount, and 0.50 is one where there are decimals; 050 and 02139 are none.
        bool isPadded = text.Length > 1 && text[0] == '0' && !(_decimals > 0 && digits == 1 + _decimals && text[1] is '.' or ',');
        return digits >= _fewest && digits <= _most && text.Length <= MaxLength && !isPadded;
    }

    /// <summary>The pattern as text, such as "digits 6-10".</summary>
    public override string ToString() => _text;

    /// <summary>Whether a code, digits only, is in the list; true without one.</summary>
    internal bool IsListed(ReadOnlySpan<char> digits) =>
        Codes is null || Codes.Contains(digits) || IsLongZip(digits) && Codes.Contains(digits[..5]);

    /// <summary>Whether a code of the list begins with these digits; true without a list.</summary>
    internal bool MayBeListed(ReadOnlySpan<char> digits) =>
        Codes is null || Codes.ContainsPrefix(digits) || IsLongZip(digits) && Codes.Contains(digits[..5]);

    private bool IsLongZip(ReadOnlySpan<char> digits) => Kind == PatternKind.Zip && digits.Length > 5;

    private int Enumerate(CodeList codes)
    {
        int count = 0;
        for (int length = _fewest; length <= _most; length++)
            count += codes.CountOf(length);
        return count;
    }

    private static FieldPattern ParseDigits(string size)
    {
        int dash = size.IndexOf('-', StringComparison.Ordinal);
        string expected = string.Create(CultureInfo.InvariantCulture, $"digits N or digits N-M with 1 to {MaxDigits} digits");
        int fewest = Number(dash < 0 ? size : size[..dash], 1, MaxDigits, expected);
        int most = dash < 0 ? fewest : Number(size[(dash + 1)..], 1, MaxDigits, expected);
        if (fewest > most)
            throw Error("digits N-M with N no larger than M", "digits " + size);
        string name = fewest == most
            ? string.Create(CultureInfo.InvariantCulture, $"digits {fewest}")
            : string.Create(CultureInfo.InvariantCulture, $"digits {fewest}-{most}");
        return new FieldPattern(PatternKind.Digits, name, PatternAutomaton.Digits(fewest, most), (fewest, most));
    }

    private static int Number(string text, int smallest, int largest, string expected) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= smallest && number <= largest
            ? number
            : throw Error(expected, text);

    private static string Name(string kind, string? size) =>
        size is null ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind} {int.Parse(size, CultureInfo.InvariantCulture)}");

    private static bool IsDigits(ReadOnlySpan<char> text, int fewest, int most)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        return text.Length >= fewest && text.Length <= most;
    }

    private static FormatException Error(string expected, string found) =>
        new($"Pattern: expected {expected}; found '{PlainText.Shorten(found, 60)}'.");
}
