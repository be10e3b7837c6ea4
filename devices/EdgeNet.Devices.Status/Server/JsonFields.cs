using System.Text.Json;

namespace EdgeNet.Devices.Status.Server;

/// <summary>The fields of a JSON object from outside. What is not as expected is an error that names the field.</summary>
internal sealed class JsonFields
{
    private readonly string _path;
    private readonly JsonElement _object;

    /// <param name="path">Where it stands; empty for the whole body.</param>
    /// <param name="element">The value, which must be an object.</param>
    internal JsonFields(string path, JsonElement element)
    {
        _path = path.Length > 0 ? path + "." : "";
        _object = element.ValueKind == JsonValueKind.Object
            ? element
            : throw Error(path.Length > 0 ? path : "The body", "an object", element);
    }

    internal string Text(string name, int longest)
    {
        JsonElement value = Value(name);
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= longest
            ? text
            : throw Error(_path + name, FormattableString.Invariant($"a text of at most {longest} characters"), value);
    }

    internal long Number(string name, long smallest, long largest)
    {
        JsonElement value = Value(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) && number >= smallest && number <= largest
            ? number
            : throw Error(_path + name, FormattableString.Invariant($"a whole number from {smallest} to {largest}"), value);
    }

    internal IReadOnlyList<JsonFields> Objects(string name, int most)
    {
        JsonElement value = Value(name);
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > most)
            throw Error(_path + name, FormattableString.Invariant($"a list of at most {most} objects"), value);
        var objects = new List<JsonFields>();
        foreach (JsonElement element in value.EnumerateArray())
            objects.Add(new JsonFields(FormattableString.Invariant($"{_path}{name}[{objects.Count}]"), element));
        return objects;
    }

    private static RequestException Error(string where, string expected, JsonElement found) =>
        RequestException.BadRequest($"{where}: expected {expected}, found {Safety.PlainText.Shorten(found.GetRawText(), 60)}.");

    private JsonElement Value(string name) =>
        _object.TryGetProperty(name, out JsonElement value)
            ? value
            : throw RequestException.BadRequest($"{_path}{name}: expected a value, found none.");
}
