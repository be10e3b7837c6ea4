namespace EdgeNet.Training.Synthetic;

/// <summary>What stands on pages and is no digit: letters that no digit looks like, and marks.</summary>
internal static class MarkForms
{
    /// <summary>Letters of <see cref="LetterForms"/> that some hand writes as another writes a digit.</summary>
    private static readonly int[] LikeDigits =
        [1, 2, 3, 5, 6, 12, 14, 15, 16, 19, 21, 22, 25, 26, 27, 28, 32, 33, 34, 35, 36, 37, 39, 40, 41, 42];

    /// <summary>Dashes, a double dash, a wave, stars, a plus, a number sign, brackets, a tick, a paragraph's loop.</summary>
    private static readonly DigitStroke[][] Marks =
    [
        .. ((string[])
        [
            "0,50 ^70,48",
            "0,52 30,48 ^110,50",
            "0,40 ^70,38 / 0,62 ^70,60",
            "0,54 20,40 44,58 ^66,44",
            "30,0 ^34,60 / 4,14 ^60,46 / 60,14 ^4,48",
            "30,10 ^30,70 / 0,40 ^60,40",
            "20,0 ^12,100 / 50,0 ^42,100 / 0,34 ^64,30 / 0,68 ^60,64",
            "30,0 6,30 6,70 30,100 / 60,0 84,30 84,70 60,100",
            "0,60 ^20,100 ^70,0",
            "0,60 10,20 30,90 44,20 60,90 ^76,30",
            "0,100 ^0,0 ^60,0",
            "60,0 ^60,100 ^0,100",
            "0,30 ^40,0 ^80,30",
        ]).Select(DigitForms.Parse),
    ];

    private static readonly int[] Letters = [.. Enumerable.Range(0, LetterForms.Count).Except(LikeDigits)];

    /// <summary>A letter.</summary>
    public static DigitStroke[] Letter(ref SampleRandom random) => LetterForms.Of(Letters[random.Next(Letters.Length)]);

    /// <summary>A mark.</summary>
    public static DigitStroke[] Mark(ref SampleRandom random) => Marks[random.Next(Marks.Length)];
}
