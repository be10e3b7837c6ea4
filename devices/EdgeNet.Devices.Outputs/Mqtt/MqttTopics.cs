using System.IO.Hashing;
using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>
/// The topics of a device:
/// <list type="table">
/// <item><term>BASE/DEVICE/reading</term><description>each event, as EventJson; QoS 1, not retained</description></item>
/// <item><term>BASE/DEVICE/state, BASE/DEVICE/state/REGION</term><description>the last accepted value; retained</description></item>
/// <item><term>BASE/DEVICE/status</term><description>online or offline, the latter as last will; retained</description></item>
/// <item><term>BASE/DEVICE/problem</term><description>{"problem":"ON","message":"…"} or "OFF"; retained</description></item>
/// <item><term>BASE/DEVICE/trigger</term><description>any message asks for a reading</description></item>
/// </list>
/// Names become levels of topics: what is no letter, digit, '-' or '_' of ASCII becomes '_', with a few characters of a hash behind,
/// so that two names stay two.
/// </summary>
internal sealed class MqttTopics(string baseTopic, string device)
{
    private const int LongestLevel = 40;
    private const int LongestTopic = 200;

    private readonly string _root = $"{baseTopic}/{Level(device)}";

    internal string Reading => $"{_root}/reading";

    internal string Status => $"{_root}/status";

    internal string Problem => $"{_root}/problem";

    internal string Trigger => $"{_root}/trigger";

    internal string State(string? region) => region is null ? $"{_root}/state" : $"{_root}/state/{Level(region)}";

    /// <summary>A name as one level of a topic.</summary>
    internal static string Level(string name)
    {
        var level = new StringBuilder();
        foreach (char c in name.AsSpan(0, Math.Min(name.Length, LongestLevel)))
            level.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_');
        if (level.Length == 0 || !level.Equals(name))
            level.Append('_').Append(Convert.ToHexStringLower(XxHash32.Hash(Encoding.UTF8.GetBytes(name))));
        return level.ToString();
    }

    /// <exception cref="ArgumentException">It is no beginning of topics.</exception>
    internal static void Check(string topic, string name)
    {
        bool isPlain = topic is { Length: >= 1 and <= LongestTopic } && topic[0] is not ('/' or '$') && topic[^1] != '/';
        foreach (char c in topic)
            isPlain &= c is > ' ' and <= '~' and not ('+' or '#');
        if (!isPlain)
        {
            throw new ArgumentException(
                $"{name}: expected 1 to {LongestTopic} printable characters of ASCII without '+' and '#', '/' only between others, found "
                + $"'{PlainText.Shorten(topic, 60)}'.");
        }
    }
}
