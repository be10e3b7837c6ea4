using System.Globalization;

namespace EdgeNet.Training.Distillation;

/// <summary>Tells in what two preparations of inputs differ.</summary>
internal static class PreparationDifference
{
    /// <summary>Names the first difference.</summary>
    /// <param name="expected">One preparation.</param>
    /// <param name="found">The other, of inputs of as many elements.</param>
    /// <returns>A few words; null where both are the same.</returns>
    public static string? Between(InputPreparation expected, InputPreparation found)
    {
        (string What, string Expected, string Found)[] members =
        [
            ("kind", Word(expected.Kind), Word(found.Kind)),
            ("colors", Word(expected.Color), Word(found.Color)),
            ("fit", Word(expected.Fit), Word(found.Fit)),
            ("inversion", Word(expected.Inversion), Word(found.Inversion)),
            ("resizing", Word(expected.Resize), Word(found.Resize)),
            ("mean", Text(expected.Mean), Text(found.Mean)),
            ("deviation", Text(expected.Deviation), Text(found.Deviation)),
        ];
        foreach ((string what, string one, string other) in members)
            if (one != other) return $"{what}: expected {one}, found {other}";
        return expected.Sound == found.Sound ? null : "other features of sound";
    }

    /// <summary>A value by the word that users of the command know it by.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum => value switch
        {
            PictureInversion.None => "no",
            PictureInversion.Always => "yes",
            PictureInversion.BrightPaper => "paper",
            _ => $"{value}".ToLowerInvariant(),
        };

    private static string Text(IReadOnlyList<float> numbers) =>
        string.Join(", ", numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));
}
