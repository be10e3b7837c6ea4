using System.Text;

namespace EdgeNet.Devices.Rpicam;

/// <summary>Empties a program's error stream, so that the program never waits, and keeps its end for a message.</summary>
internal sealed class LastWords
{
    private const int Most = 2_000;

    // Room for what is kept twice, so that it is moved rarely.
    private readonly byte[] _bytes = new byte[2 * Most];
    private readonly Lock _lock = new();
    private readonly Thread _reading;
    private int _count;

    internal LastWords(Stream stream)
    {
        // A thread of its own: on a busy pool the words would come after the message.
        _reading = new Thread(() => Read(stream)) { IsBackground = true, Name = "camera program's words" };
        _reading.Start();
    }

    /// <summary>The last three lines that say something, as they came, after the stream has ended or the time is over.</summary>
    internal string[] Get(TimeSpan timeout)
    {
        _reading.Join(timeout);
        lock (_lock)
        {
            string text = Encoding.UTF8.GetString(_bytes, 0, _count);
            string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines[^Math.Min(3, lines.Length)..];
        }
    }

    private void Read(Stream stream)
    {
        // Nobody else closes it: the process leaves streams alone that were asked for.
        using Stream closing = stream;
        byte[] block = new byte[1024];
        try
        {
            int count;
            while ((count = stream.Read(block)) > 0)
                Keep(block.AsSpan(0, count));
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            // The program was ended.
        }
    }

    private void Keep(ReadOnlySpan<byte> more)
    {
        lock (_lock)
        {
            if (_count + more.Length > _bytes.Length)
            {
                int kept = Math.Min(_count, Most - more.Length);
                _bytes.AsSpan(_count - kept, kept).CopyTo(_bytes);
                _count = kept;
            }

            more.CopyTo(_bytes.AsSpan(_count));
            _count += more.Length;
        }
    }
}
