namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// The topics of Home Assistant's discovery that the broker keeps of this device: those that were announced now, and those that it still
/// has from before a restart, which it tells at each connection. So nothing about them has to be kept here, and those of a store that was
/// lost or of an earlier version go as well.
/// </summary>
/// <param name="prefix">What they begin with.</param>
/// <param name="node">The device's level in them: only topics with it are ever touched.</param>
internal sealed class DiscoveryTopics(string prefix, string node)
{
    /// <summary>The most that are remembered; a device has some hundred at most. What is more goes at a later connection.</summary>
    internal const int Most = 1024;

    private const int LongestTopic = 512;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _announced = new(StringComparer.Ordinal);

    /// <summary>What a broker is asked for, to tell which it keeps.</summary>
    internal string Filter => $"{prefix}/+/{node}/+/config";

    /// <summary>Notes a topic that the broker keeps. Any thread may call it.</summary>
    /// <returns>Whether it is one that is not announced any more.</returns>
    internal bool Find(string topic)
    {
        if (!IsOurs(topic))
            return false;
        lock (_gate)
            return _kept.Count < Most && _kept.Add(topic) && !_announced.Contains(topic);
    }

    /// <summary>Forgets what was announced, for all of it is announced anew.</summary>
    internal void Begin()
    {
        lock (_gate)
            _announced.Clear();
    }

    /// <summary>Notes a topic that was announced.</summary>
    internal void Announce(string topic)
    {
        lock (_gate)
        {
            _announced.Add(topic);
            _kept.Add(topic);
        }
    }

    /// <summary>The topics that the broker keeps, and that are not announced any more.</summary>
    internal IReadOnlyList<string> Gone()
    {
        lock (_gate)
            return [.. _kept.Except(_announced)];
    }

    /// <summary>Notes that the broker does not keep a topic any more.</summary>
    internal void Remove(string topic)
    {
        lock (_gate)
            _kept.Remove(topic);
    }

    /// <summary>Whether a topic is PREFIX/COMPONENT/NODE/KEY/config of this device: what a broker sends is a stranger's word.</summary>
    private bool IsOurs(string topic)
    {
        if (topic.Length > LongestTopic || !topic.StartsWith($"{prefix}/", StringComparison.Ordinal))
            return false;
        string[] levels = topic[(prefix.Length + 1)..].Split('/');
        return levels is [{ Length: > 0 }, var device, { Length: > 0 }, "config"] && device == node;
    }
}
