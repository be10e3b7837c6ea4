using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;

namespace EdgeNet.Devices.Outputs.Tests.Webhook;

/// <summary>What came.</summary>
/// <param name="Line">The request line.</param>
/// <param name="Headers">The headers, their names in lower case.</param>
/// <param name="Body">The body.</param>
internal sealed record WebRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public ReadingEvent Reading => EventJson.Parse(Body);
}
