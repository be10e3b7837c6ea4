using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeNet.Vision.Patterns;

/// <summary>
/// The codes that exist, eight bytes each: a code is found in the time of a binary search. Immutable; safe for use by several threads at
/// once.
/// </summary>
public sealed class CodeList
{
    /// <summary>The most digits of a code.</summary>
    public const int MaxDigits = 18;

    /// <summary>The most bytes of a file of codes.</summary>
    public const long MaxBytes = 256L << 20;

    // Digits are 1 to 10 in base 11 from the left, and 0 where the code has ended: the order of numbers is that of texts.
    private const ulong Base = 11;

    private static readonly ulong[] Powers = BuildPowers();

    private readonly ulong[] _codes;
    private readonly int[] _lengths = new int[MaxDigits + 1];

    private CodeList(ulong[] sorted)
    {
        _codes = sorted;
        foreach (ulong code in sorted)
            _lengths[LengthOf(code)]++;
    }

    /// <summary>The number of codes, without duplicates.</summary>
    public int Count => _codes.Length;

    /// <summary>A list of codes.</summary>
    /// <param name="codes">1 to <see cref="MaxDigits"/> digits each, in any order; duplicates do no harm.</param>
    /// <exception cref="ArgumentException">There is none, or one is not of digits only.</exception>
    public static CodeList Of(params ReadOnlySpan<string> codes)
    {
        var list = new List<ulong>();
        foreach (string code in codes)
        {
            if (!TryEncode(code, out ulong packed))
                throw new ArgumentException($"Expected codes of 1 to {MaxDigits} digits, found '{code}'.");
            list.Add(packed);
        }

        return list.Count > 0 ? Sorted(list) : throw new ArgumentException("Expected codes, found none.");
    }

    /// <summary>
    /// Reads a file: a code of 1 to <see cref="MaxDigits"/> digits on each line; spaces around it, empty lines, and what follows a # are
    /// passed over. Lines may be in any order; duplicates do no harm.
    /// </summary>
    /// <param name="path">The file, up to <see cref="MaxBytes"/>.</param>
    /// <exception cref="CodeListException">The file cannot be read, is too large, holds something else, or holds no code.</exception>
    public static CodeList Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (Safety.FileKind.OtherThanRegular(path) is { } kind)
                throw new CodeListException($"{path}: expected a file of codes, found {kind}.");
            using FileStream stream = File.OpenRead(path);
            return Read(stream, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CodeListException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads codes as <see cref="Read(string)"/> does.</summary>
    /// <param name="stream">The text, in UTF-8.</param>
    /// <param name="name">The name for messages.</param>
    /// <exception cref="CodeListException">As there.</exception>
    public static CodeList Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        List<ulong> codes = new CodeListParser(name).Parse(stream);
        return codes.Count > 0
            ? Sorted(codes)
            : throw new CodeListException($"{name}: expected a code of digits on each line, found none.");
    }

    /// <summary>Whether a code is in the list.</summary>
    /// <param name="digits">Its digits.</param>
    public bool Contains(ReadOnlySpan<char> digits) => TryEncode(digits, out ulong code) && Array.BinarySearch(_codes, code) >= 0;

    /// <summary>Whether a code of the list begins with these digits.</summary>
    /// <param name="digits">None, or digits only.</param>
    public bool ContainsPrefix(ReadOnlySpan<char> digits)
    {
        if (digits.IsEmpty)
            return true;
        if (!TryEncode(digits, out ulong first))
            return false;
        int index = Array.BinarySearch(_codes, first);
        if (index < 0)
            index = ~index;
        return index < _codes.Length && _codes[index] - first < Powers[MaxDigits - digits.Length];
    }

    /// <summary>How many codes have so many digits.</summary>
    /// <param name="digits">The number of digits.</param>
    public int CountOf(int digits) => digits is >= 1 and <= MaxDigits ? _lengths[digits] : 0;

    /// <summary>What the list holds, such as "3 codes of 5 digits".</summary>
    public override string ToString()
    {
        int shortest = Array.FindIndex(_lengths, count => count > 0);
        int longest = Array.FindLastIndex(_lengths, count => count > 0);
        string length = shortest == longest
            ? shortest.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{shortest} to {longest}");
        return string.Create(CultureInfo.InvariantCulture, $"{Count} codes of {length} digits");
    }

    /// <summary>A code as a number.</summary>
    /// <returns>False if it is not of 1 to <see cref="MaxDigits"/> digits.</returns>
    internal static bool TryEncode(ReadOnlySpan<char> digits, out ulong code)
    {
        code = 0;
        if (digits.IsEmpty || digits.Length > MaxDigits)
            return false;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            code = code * Base + (ulong)(c - '0' + 1);
        }

        code *= Powers[MaxDigits - digits.Length];
        return true;
    }

    private static CodeList Sorted(List<ulong> codes)
    {
        Span<ulong> span = CollectionsMarshal.AsSpan(codes);
        span.Sort();
        int count = 0;
        for (int i = 0; i < span.Length; i++)
        {
            if (i == 0 || span[i] != span[count - 1])
                span[count++] = span[i];
        }

        return new CodeList(span[..count].ToArray());
    }

    private static int LengthOf(ulong code)
    {
        int length = MaxDigits;
        for (; code % Base == 0; code /= Base)
            length--;
        return length;
    }

    private static ulong[] BuildPowers()
    {
        ulong[] powers = new ulong[MaxDigits + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * Base;
        return powers;
    }
}
