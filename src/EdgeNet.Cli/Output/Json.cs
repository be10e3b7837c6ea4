using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EdgeNet.Cli.Output;

/// <summary>JSON on one line, for machines.</summary>
internal static class Json
{
    /// <summary>Non-ASCII letters stay themselves: the line goes to a UTF-8 stream, not into a web page.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object.</summary>
    /// <param name="writeMembers">Writes what stands between its braces.</param>
    public static string Object(Action<Utf8JsonWriter> writeMembers)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>Writes a member that is a list of whole numbers.</summary>
    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    /// <summary>Writes a member that is a list of objects.</summary>
    public static void WriteObjects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> writeMembers)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            writeMembers(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
