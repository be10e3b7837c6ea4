using System.Text.Json;

namespace EdgeNet.VirtualPi.Tests.Station;

/// <summary>A reading as somebody has it: a consumer at the broker, or the store.</summary>
/// <param name="Id">What a consumer tells doubles by.</param>
/// <param name="Text">What was read; null where nothing was accepted.</param>
/// <param name="Confidence">Its probability.</param>
internal sealed record ConsumedReading(string Id, string? Text, double Confidence)
{
    /// <summary>Takes it from the JSON of an event.</summary>
    public static ConsumedReading Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new ConsumedReading(
            root.GetProperty("id").GetString()!, root.GetProperty("text").GetString(), root.GetProperty("confidence").GetDouble());
    }
}
