using System.Text;

namespace EdgeNet.VirtualPi.Tests.Machine;

/// <summary>What a command in the machine wrote, to either stream, and its exit code.</summary>
internal sealed record GuestAnswer(int Code, byte[] Bytes)
{
    /// <summary>What it wrote, as text, without the end of the last line.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes).TrimEnd('\n');
}
