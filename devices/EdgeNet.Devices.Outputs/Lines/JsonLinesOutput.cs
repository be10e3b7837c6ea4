using System.Buffers;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Queues;

namespace EdgeNet.Devices.Outputs.Lines;

/// <summary>Events as lines of <see cref="EventJson"/> on a stream, such as the standard output. Evidence is left out.</summary>
/// <param name="stream">The stream, whose owner disposes it.</param>
public sealed class JsonLinesOutput(Stream stream) : IEventOutput
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <inheritdoc/>
    public string Name => "lines";

    /// <inheritdoc/>
    public void Write(IReadOnlyList<ReadingEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        stream.Write(Format(_buffer, events));
        stream.Flush();
    }

    /// <summary>The lines of events.</summary>
    internal static ReadOnlySpan<byte> Format(ArrayBufferWriter<byte> buffer, IReadOnlyList<ReadingEvent> events)
    {
        buffer.ResetWrittenCount();
        foreach (ReadingEvent reading in events)
        {
            EventJson.Write(buffer, reading);
            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan;
    }
}
