using System.Buffers;
using System.Text.Json;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>The payloads of retained topics.</summary>
internal static class MqttPayloads
{
    /// <summary>An accepted value: {"text":"02139","confidence":0.9731,"time":"…","id":"…"}.</summary>
    internal static byte[] State(ReadingEvent reading) => Json(json =>
    {
        json.WriteString("text"u8, reading.Text);
        json.WriteNumber("confidence"u8, Math.Round((double)reading.Confidence, 4));
        json.WriteString("time"u8, EventJson.FormatTime(reading.Time));
        json.WriteString("id"u8, reading.Id);
    });

    /// <summary>A problem: {"problem":"ON","message":"…"}.</summary>
    internal static byte[] Problem(string? message) => Json(json =>
    {
        json.WriteString("problem"u8, message is null ? "OFF"u8 : "ON"u8);
        json.WriteString("message"u8, message ?? "");
    });

    private static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
