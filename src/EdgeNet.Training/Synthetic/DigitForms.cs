using System.Globalization;
using System.Numerics;

namespace EdgeNet.Training.Synthetic;

/// <summary>
/// The ways in which people write each digit, as strokes: points that a smooth curve goes through, x to the right and y down, a digit
/// 100 high. A ^ before a point makes it a corner; a / begins another stroke.
/// </summary>
internal static class DigitForms
{
    private static readonly string[][] Texts =
    [
        [
            "38,0 12,14 0,50 12,86 35,100 60,86 70,50 58,14 36,1",
            "52,6 22,8 2,45 10,88 36,100 64,82 72,40 56,8 34,4",
            "30,2 8,22 4,60 18,95 40,99 58,75 60,35 46,8 26,0",
        ],
        [
            "30,0 ^30,100",
            "8,24 ^30,0 ^30,100",
            "10,22 ^32,0 ^32,100 / 8,100 ^56,100",
            "36,0 30,50 ^24,100",
        ],
        [
            "4,22 12,5 34,0 56,9 60,28 46,52 22,78 ^2,98 ^66,97",
            "4,26 14,5 38,0 58,14 56,38 36,66 12,92 6,84 20,78 42,92 70,94",
            "8,12 34,2 54,18 44,48 18,80 ^4,96 30,90 66,96",
            "2,18 20,2 46,2 58,22 44,54 16,86 14,97 26,88 50,90 68,100",
        ],
        [
            "4,12 30,0 55,10 56,30 ^28,47 58,58 63,80 36,100 2,90",
            "4,3 ^60,3 ^30,42 58,54 62,80 34,100 2,90",
            "6,10 34,0 56,15 46,38 26,46 52,52 62,74 42,98 4,94",
            "2,20 24,2 50,8 50,32 30,44 22,46 48,48 60,70 44,96 14,98 2,84",
        ],
        [
            "12,2 ^4,58 ^68,56 / 52,12 ^47,100",
            "50,0 ^2,66 ^70,64 / 50,0 ^50,100",
            "14,0 8,50 ^14,56 ^60,50 / 60,6 ^50,100",
            "10,4 8,40 20,58 42,54 ^58,4 ^54,60 ^50,100",
            "46,2 ^2,70 ^66,66 / 48,36 ^42,100",
        ],
        [
            "60,2 ^14,4 ^9,42 36,36 62,52 61,82 34,100 2,92",
            "14,5 ^9,44 38,38 63,56 58,86 30,100 2,90 / 12,5 ^64,2",
            "58,6 ^20,4 10,44 ^12,46 40,40 60,62 48,92 22,100 4,88",
            "66,0 24,6 ^8,40 44,46 56,70 40,96 6,98",
        ],
        [
            "54,2 22,25 4,60 12,92 35,100 58,86 58,62 36,52 10,68",
            "40,0 12,45 3,76 20,99 48,96 60,75 44,58 10,70",
            "62,4 30,12 6,48 8,86 32,100 56,84 50,60 28,56 8,74",
            "26,0 6,40 4,80 24,100 50,92 54,68 34,56 8,66",
        ],
        [
            "3,4 ^62,4 ^25,100",
            "3,14 ^6,4 ^62,5 40,45 26,100",
            "3,6 ^64,4 36,52 24,100 / 14,50 ^56,48",
            "4,16 ^5,3 34,8 ^66,2 44,40 ^30,100",
            "2,8 30,3 58,6 56,20 34,60 22,100",
        ],
        [
            "56,12 30,0 8,15 16,36 48,60 60,82 33,100 5,85 14,62 46,38 58,18 48,6",
            "34,0 13,12 14,36 33,46 54,36 54,12 32,0 / 33,46 7,62 6,88 33,100 60,88 59,62 35,46",
            "60,8 34,2 12,16 20,38 46,56 54,80 34,98 10,90 12,66 36,48 58,30 60,10",
            "20,6 50,4 56,24 30,46 6,72 16,98 46,98 58,76 38,52 12,30 14,10 30,2",
        ],
        [
            "56,14 32,0 9,12 7,36 29,48 54,30 ^58,8 52,60 40,100",
            "57,10 30,0 7,20 16,45 42,42 57,15 ^59,6 ^57,100",
            "54,14 28,2 6,24 20,46 46,38 ^57,10 60,60 44,96 12,92",
            "60,14 36,0 10,14 14,40 40,44 58,22 50,60 ^28,100",
        ],
    ];

    private static readonly DigitStroke[][][] Forms = [.. Texts.Select(forms => forms.Select(Parse).ToArray())];

    /// <summary>The forms of a digit; each is one or more strokes.</summary>
    /// <param name="digit">0 to 9.</param>
    public static DigitStroke[][] Of(int digit) => Forms[digit];

    /// <summary>The strokes of a form.</summary>
    /// <param name="text">The form, in the notation of this class.</param>
    internal static DigitStroke[] Parse(string text) => [.. text.Split('/').Select(stroke =>
    {
        string[] points = stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new DigitStroke(
            [.. points.Select(p => p.TrimStart('^').Split(',')).Select(p => new Vector2(Number(p[0]), Number(p[1])))],
            [.. points.Select(p => p[0] == '^')]);
    })];

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture) / 100;
}
