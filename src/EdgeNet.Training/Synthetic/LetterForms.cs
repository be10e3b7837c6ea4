using System.Globalization;
using System.Numerics;

namespace EdgeNet.Training.Synthetic;

/// <summary>Letters as strokes, in the notation of <see cref="DigitForms"/>: capitals and small letters, 100 high from the ascender to the baseline.</summary>
internal static class LetterForms
{
    private static readonly string[] Texts =
    [
        "0,100 ^30,0 ^60,100 / 12,64 ^48,64",
        "0,100 ^0,0 38,4 44,24 ^8,46 52,60 50,90 ^0,100",
        "58,14 30,0 4,30 4,74 30,100 60,86",
        "0,0 ^0,100 40,92 60,50 40,8 ^0,0",
        "52,0 ^0,0 ^0,100 ^54,100 / 0,48 ^42,48",
        "52,0 ^0,0 ^0,100 / 0,46 ^42,46",
        "58,14 30,0 4,30 4,74 30,100 58,84 ^58,54 ^34,54",
        "0,0 ^0,100 / 56,0 ^56,100 / 0,50 ^56,50",
        "0,0 ^0,100 / 52,0 ^4,54 ^56,100",
        "0,0 ^0,100 ^50,100",
        "0,100 ^4,0 ^34,70 ^64,0 ^68,100",
        "0,100 ^0,0 ^54,100 ^54,0",
        "0,100 ^0,0 42,6 46,36 ^0,54",
        "0,100 ^0,0 42,6 46,34 ^0,52 ^52,100",
        "0,0 ^64,0 / 32,0 ^32,100",
        "0,0 ^0,74 26,100 54,76 ^54,0",
        "0,0 ^30,100 ^60,0",
        "0,0 ^18,100 ^38,30 ^58,100 ^76,0",
        "0,0 ^56,100 / 56,0 ^0,100",
        "0,0 ^30,50 ^60,0 / 30,50 ^30,100",
        "40,50 16,44 2,70 14,98 ^42,80 / 44,46 ^44,98",
        "0,0 ^0,100 / 2,66 28,48 42,70 28,98 ^2,92",
        "40,54 18,46 2,70 18,98 ^42,90",
        "44,0 ^44,100 / 42,54 16,46 2,72 16,98 ^42,90",
        "2,72 ^42,68 26,46 4,62 10,94 ^42,90",
        "40,4 22,6 ^18,100 / 2,48 ^36,48",
        "42,50 16,46 4,70 20,94 ^42,74 / 44,48 ^42,120 22,134 ^2,124",
        "0,0 ^0,100 / 0,68 24,48 40,60 ^40,100",
        "6,48 ^6,100 / 6,24 ^7,28",
        "0,0 ^0,100 / 38,46 ^2,74 ^42,100",
        "0,100 ^0,48 / 0,62 18,48 30,60 ^30,100 / 30,62 48,48 60,60 ^60,100",
        "0,48 ^0,100 / 0,66 24,48 40,60 ^40,100",
        "0,48 ^0,134 / 2,62 28,48 42,70 28,96 ^2,90",
        "0,48 ^0,100 / 0,70 14,50 ^30,50",
        "36,52 14,48 8,62 30,76 30,94 ^2,96",
        "16,14 ^16,84 24,98 ^38,92 / 2,46 ^34,46",
        "0,48 4,88 24,98 ^40,78 / 42,48 ^42,100",
        "0,48 ^20,100 ^40,48",
        "0,48 ^14,100 ^28,60 ^42,100 ^56,48",
        "0,48 ^38,100 / 38,48 ^0,100",
        "0,48 ^20,96 / 42,48 22,100 ^4,134",
        "2,50 ^38,50 ^2,98 ^40,98",
        "10,100 2,80 30,20 24,2 12,30 20,90 ^38,90",
        "2,96 14,60 26,96 38,60 50,96 62,62 76,98",
        "2,60 14,96 28,58 40,96 54,60 70,92",
    ];

    private static readonly DigitStroke[][] Forms = [.. Texts.Select(Parse)];

    /// <summary>Letters.</summary>
    public static int Count => Forms.Length;

    /// <summary>One letter's strokes.</summary>
    /// <param name="index">0 … <see cref="Count"/> − 1.</param>
    public static DigitStroke[] Of(int index) => Forms[index];

    private static DigitStroke[] Parse(string text) => [.. text.Split('/').Select(stroke =>
    {
        string[] points = stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new DigitStroke(
            [.. points.Select(p => p.TrimStart('^').Split(',')).Select(p => new Vector2(Number(p[0]), Number(p[1])))],
            [.. points.Select(p => p[0] == '^')]);
    })];

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture) / 100;
}
