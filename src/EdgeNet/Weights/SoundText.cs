using System.Text.Json;

namespace EdgeNet;

/// <summary>The features of sound in metadata: [rate, window, stride, bands, lowest, highest, 1 for cepstral coefficients or 0].</summary>
internal static class SoundText
{
    private const int Count = 7;

    /// <summary>Writes the member.</summary>
    public static void Write(Utf8JsonWriter json, SoundFeatures sound)
    {
        json.WriteStartArray("sound");
        foreach (int number in (int[])[sound.Rate, sound.Window, sound.Stride, sound.Bands]) json.WriteNumberValue(number);
        json.WriteNumberValue(sound.Lowest);
        json.WriteNumberValue(sound.Highest);
        json.WriteNumberValue(sound.AreCepstral ? 1 : 0);
        json.WriteEndArray();
    }

    /// <summary>
    /// Reads its numbers; null where they are none. What they are worth is for <see cref="SoundFeatures.Problem"/> to say.
    /// </summary>
    public static SoundFeatures? Read(IReadOnlyList<double> numbers)
    {
        if (numbers.Count != Count || numbers.Take(4).Any(n => n != Math.Floor(n) || Math.Abs(n) > int.MaxValue)
            || numbers[6] is not (0 or 1)) return null;
        return new SoundFeatures
        {
            Rate = (int)numbers[0],
            Window = (int)numbers[1],
            Stride = (int)numbers[2],
            Bands = (int)numbers[3],
            Lowest = (float)numbers[4],
            Highest = (float)numbers[5],
            AreCepstral = numbers[6] == 1,
        };
    }
}
