namespace EdgeNet.Devices.Outputs.Tests.Mqtt;

/// <summary>Puts the packets of MQTT together, which may arrive in pieces or several at a time.</summary>
internal sealed class PacketReader
{
    private readonly List<byte> _pending = [];

    /// <summary>The packets that are whole, each with its header.</summary>
    /// <param name="piece">What has arrived.</param>
    public IEnumerable<byte[]> Add(byte[] piece)
    {
        _pending.AddRange(piece);
        while (_pending.Count >= 2)
        {
            int length = 0, at = 1;
            for (int shift = 0; at < _pending.Count; shift += 7)
            {
                length |= (_pending[at] & 0x7F) << shift;
                if (_pending[at++] < 0x80)
                    break;
            }

            if (_pending[at - 1] >= 0x80 || _pending.Count < at + length)
                yield break;
            yield return [.. _pending[..(at + length)]];
            _pending.RemoveRange(0, at + length);
        }
    }

    /// <summary>What acknowledges a PUBLISH of quality of service 1.</summary>
    public static byte[] Acknowledge(byte[] publish)
    {
        int topic = 1;
        while (publish[topic++] >= 0x80)
        {
        }

        int id = topic + 2 + (publish[topic] << 8) + publish[topic + 1];
        return [0x40, 2, publish[id], publish[id + 1]];
    }
}
