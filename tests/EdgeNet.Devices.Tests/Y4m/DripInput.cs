using EdgeNet.Devices.Input;

namespace EdgeNet.Devices.Tests.Y4m;

/// <summary>Bytes that come in pieces of any length, with pauses.</summary>
internal sealed class DripInput(byte[] bytes, int seed) : IByteInput
{
    private readonly Random _random = new(seed);
    private int _at;

    public bool IsDisposed { get; private set; }

    public int Read(Span<byte> to, TimeSpan timeout)
    {
        if (_random.Next(3) == 0)
            return -1;
        int count = Math.Min(Math.Min(_random.Next(1, 40), to.Length), bytes.Length - _at);
        bytes.AsSpan(_at, count).CopyTo(to);
        _at += count;
        return count;
    }

    public void Dispose() => IsDisposed = true;
}
