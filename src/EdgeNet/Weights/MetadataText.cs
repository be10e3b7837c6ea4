using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>Metadata as the strings that a safetensors header holds, and back. What comes from a file is checked word by word.</summary>
internal static class MetadataText
{
    private const string Classes = "edgenet.classes";
    private const string Preparation = "edgenet.preparation";
    private const string Outputs = "edgenet.outputs";
    private const string Data = "edgenet.data";
    private const string Accuracy = "edgenet.accuracy";
    private const string Date = "edgenet.date";
    private const string Version = "edgenet.version";
    private const string DateFormat = "yyyy-MM-dd";
    private const int MaxNumbers = 4096;

    /// <summary>The entries to write.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <exception cref="ArgumentException">There are too many classes or too long names, or the preparation contradicts itself.</exception>
    public static List<(string Key, string Value)> Write(WeightsMetadata metadata)
    {
        var entries = new List<(string, string)>();
        if (metadata.Classes.Count > WeightsMetadata.MaxClasses || metadata.Classes.Any(name => name.Length > WeightsMetadata.MaxNameLength))
            throw new ArgumentException(
                Invariant($"Expected at most {WeightsMetadata.MaxClasses} classes with names of at most {WeightsMetadata.MaxNameLength} characters."), nameof(metadata));
        metadata.Preparation?.Check();
        if (metadata.Classes.Count > 0) entries.Add((Classes, Json(json => WriteClasses(json, metadata.Classes))));
        if (metadata.Preparation is { } preparation) entries.Add((Preparation, Json(json => WritePreparation(json, preparation))));
        if (metadata.Outputs != TargetKind.Classes) entries.Add((Outputs, Word(metadata.Outputs)));
        if (metadata.DataSet is { } data) entries.Add((Data, data.Length <= WeightsMetadata.MaxNameLength ? data : data[..WeightsMetadata.MaxNameLength]));
        if (metadata.Accuracy is { } accuracy) entries.Add((Accuracy, Invariant($"{accuracy.Part} {accuracy.Correct}/{accuracy.Samples}")));
        if (metadata.Date is { } date) entries.Add((Date, date.ToString(DateFormat, CultureInfo.InvariantCulture)));
        if (metadata.Version is { } version) entries.Add((Version, version));
        return entries;
    }

    /// <summary>Reads entries; those that are not known are passed over: a later version may write them.</summary>
    /// <param name="entries">The entries of a header.</param>
    /// <param name="file">The file's name, for errors.</param>
    /// <exception cref="WeightsException">A known entry is not what it should be.</exception>
    public static WeightsMetadata Read(IReadOnlyDictionary<string, string> entries, string file)
    {
        try
        {
            return new WeightsMetadata
            {
                Classes = Entry(Classes) is { } classes ? ReadClasses(classes) : [],
                Preparation = Entry(Preparation) is { } preparation ? ReadPreparation(preparation) : null,
                Outputs = Entry(Outputs) is { } outputs ? ReadOutputs(outputs) : TargetKind.Classes,
                DataSet = Entry(Data),
                Accuracy = Entry(Accuracy) is { } accuracy ? ReadAccuracy(accuracy) : null,
                Date = Entry(Date) is { } date
                    ? DateOnly.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : throw Bad(Date, "a date such as 2026-11-29")
                    : null,
                Version = Entry(Version),
            };
        }
        catch (FormatException e)
        {
            throw new WeightsException($"{file}: {e.Message}");
        }

        string? Entry(string key) => entries.GetValueOrDefault(key);
    }

    private static FormatException Bad(string key, string expected) => new($"metadata {key}: expected {expected}, found something else.");

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteClasses(Utf8JsonWriter json, IReadOnlyList<string> classes)
    {
        json.WriteStartArray();
        foreach (string name in classes) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WritePreparation(Utf8JsonWriter json, InputPreparation preparation)
    {
        json.WriteStartObject();
        json.WriteString("kind", Word(preparation.Kind));
        json.WriteStartArray("shape");
        foreach (int size in preparation.Shape) json.WriteNumberValue(size);
        json.WriteEndArray();
        if (preparation.Kind == InputKind.Picture)
        {
            json.WriteString("fit", Word(preparation.Fit));
            json.WriteString("color", Word(preparation.Color));
            json.WriteString("inversion", Word(preparation.Inversion));
        }

        if (preparation.Resize != NumberResize.None) json.WriteString("resize", Word(preparation.Resize));
        if (preparation.Sound is { } sound) SoundText.Write(json, sound);
        WriteNumbers(json, "mean", preparation.Mean);
        WriteNumbers(json, "deviation", preparation.Deviation);
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyList<float> numbers)
    {
        json.WriteStartArray(name);
        foreach (float number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static IReadOnlyList<string> ReadClasses(string text)
    {
        FormatException bad = Bad(Classes, Invariant(
            $"a JSON array of at most {WeightsMetadata.MaxClasses} names of at most {WeightsMetadata.MaxNameLength} characters"));
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 1 });
            var names = new List<string>();
            if (!json.Read() || json.TokenType != JsonTokenType.StartArray) throw bad;
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                if (json.TokenType != JsonTokenType.String || names.Count == WeightsMetadata.MaxClasses || json.GetString() is not { Length: <= WeightsMetadata.MaxNameLength } name)
                    throw bad;
                names.Add(name);
            }

            json.Read();
            return names;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw bad;
        }
    }

    private static InputPreparation ReadPreparation(string text)
    {
        FormatException bad = Bad(Preparation, "a JSON object of kind, shape, fit, color, inversion, resize, sound, mean and deviation");
        try
        {
            var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = 2 });
            InputKind kind = InputKind.Picture;
            PictureFit? fit = null;
            PictureColor? color = null;
            PictureInversion inversion = PictureInversion.None;
            NumberResize resize = NumberResize.None;
            SoundFeatures? sound = null;
            List<double> shape = [], mean = [0], deviation = [1];
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw bad;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string? name = json.GetString();
                if (!json.Read()) throw bad;
                switch (name)
                {
                    case "kind": kind = Parse<InputKind>(ref json, bad); break;
                    case "fit": fit = Parse<PictureFit>(ref json, bad); break;
                    case "color": color = Parse<PictureColor>(ref json, bad); break;
                    case "inversion": inversion = Parse<PictureInversion>(ref json, bad); break;
                    case "resize": resize = Parse<NumberResize>(ref json, bad); break;
                    case "sound": sound = SoundText.Read(Numbers(ref json, bad)) ?? throw bad; break;
                    case "shape": shape = Numbers(ref json, bad); break;
                    case "mean": mean = Numbers(ref json, bad); break;
                    case "deviation": deviation = Numbers(ref json, bad); break;
                    // A step that this version does not know would be left out: another input than that which the network learnt from.
                    default: throw bad;
                }
            }

            if (shape.Any(size => size != Math.Floor(size) || Math.Abs(size) > int.MaxValue)) throw bad;
            var standard = new InputPreparation(kind, [.. shape.Select(size => (int)size)]);
            InputPreparation preparation = standard with
            {
                Fit = fit ?? standard.Fit,
                Color = color ?? standard.Color,
                Inversion = inversion,
                Resize = resize,
                Sound = sound ?? standard.Sound,
                Mean = [.. mean.Select(m => (float)m)],
                Deviation = [.. deviation.Select(d => (float)d)],
            };
            return preparation.Problem() is { } problem ? throw new FormatException($"metadata {Preparation}: {problem}.") : preparation;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            throw bad;
        }
    }

    private static List<double> Numbers(ref Utf8JsonReader json, FormatException bad)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw bad;
        var numbers = new List<double>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || numbers.Count == MaxNumbers || !json.TryGetDouble(out double number)) throw bad;
            numbers.Add(number);
        }

        return numbers;
    }

    private static TargetKind ReadOutputs(string text)
    {
        foreach (TargetKind kind in Enum.GetValues<TargetKind>())
            if (Word(kind) == text) return kind;
        throw Bad(Outputs, "classes, numbers or labels");
    }

    private static WeightsAccuracy ReadAccuracy(string text)
    {
        string[] words = text.Split(' ', '/');
        return words.Length == 3 && words[0] is "test" or "validation" or "cross-validation"
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int correct)
            && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out int samples) && samples > 0 && correct <= samples
            ? new WeightsAccuracy(words[0], correct, samples)
            : throw Bad(Accuracy, "text such as 'test 93/100'");
    }

    /// <summary>A value's word in files: its name in lower case, words joined by a hyphen.</summary>
    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsAsciiLetterUpper(name[i])) word.Append('-');
            word.Append(char.ToLowerInvariant(name[i]));
        }

        return word.ToString();
    }

    private static T Parse<T>(ref Utf8JsonReader json, FormatException bad)
        where T : struct, Enum
    {
        if (json.TokenType != JsonTokenType.String) throw bad;
        string? text = json.GetString();
        foreach (T value in Enum.GetValues<T>())
            if (Word(value) == text) return value;
        throw bad;
    }
}
