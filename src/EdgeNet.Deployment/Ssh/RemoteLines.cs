using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Deployment.Ssh;

/// <summary>
/// Makes lines of what a device writes: none is longer, and there are no more, than people read, whatever it sends. Each is escaped: no
/// terminal acts on it. Two streams may be put into it at once.
/// </summary>
/// <param name="onLine">Takes each line as it is complete.</param>
/// <param name="onTooLong">Called where more is written than any command that is run has to say.</param>
internal sealed class RemoteLines(Action<string> onLine, Action onTooLong)
{
    /// <summary>The most characters of a line.</summary>
    public const int LongestLine = 500;

    /// <summary>The most lines.</summary>
    public const int MostLines = 2000;

    /// <summary>The most bytes: a command that writes more is ended.</summary>
    public const long MostBytes = 8 << 20;

    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private long _bytes;

    /// <summary>Whether more was written than is read.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
                return [.. _lines];
        }
    }

    /// <summary>Reads a stream to its end, or until it is too long.</summary>
    /// <param name="stream">The stream.</param>
    public void ReadAll(Stream stream)
    {
        byte[] buffer = new byte[8192];
        var line = new MemoryStream();
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
        {
            if (Interlocked.Add(ref _bytes, count) > MostBytes)
            {
                IsTooLong = true;
                onTooLong();
                return;
            }

            ReadOnlySpan<byte> rest = buffer.AsSpan(0, count);
            for (int end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
            {
                Append(line, rest[..end]);
                Add(line);
                rest = rest[(end + 1)..];
            }

            Append(line, rest);
        }

        if (line.Length > 0)
            Add(line);
    }

    // Four bytes a character at most, and one character more, so that it shows that there was more.
    private static void Append(MemoryStream line, ReadOnlySpan<byte> bytes) =>
        line.Write(bytes[..(int)Math.Min(bytes.Length, Math.Max(0, 4L * LongestLine + 4 - line.Length))]);

    private void Add(MemoryStream bytes)
    {
        string text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimEnd('\r');
        bytes.SetLength(0);
        lock (_lock)
        {
            if (_lines.Count > MostLines)
                return;
            string line = _lines.Count == MostLines ? "…" : PlainText.Shorten(text.Replace('\t', ' '), LongestLine);
            _lines.Add(line);
            onLine(line);
        }
    }
}
