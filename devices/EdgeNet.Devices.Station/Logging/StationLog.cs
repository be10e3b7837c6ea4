using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Logging;

/// <summary>
/// The station's log: a line a message, written by a thread of its own, so that a full disk or a terminal that is held holds up nothing;
/// the last lines are kept for whoever looks. It is no Microsoft.Extensions.Logging provider: that has neither a bound on what waits nor a
/// tail, writes control characters as they come, and would be most of the program's managed code.
/// </summary>
public sealed class StationLog : IDisposable
{
    private const int LongestMessage = 2000;
    private static readonly TimeSpan CloseTime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly LogOptions _options;
    private readonly Utf8Writer _write;
    private readonly TimeProvider _time;
    private readonly Queue<LogLine> _tail = new();
    private readonly Queue<LogLine> _waiting = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly Thread _thread;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private LogLine? _last;
    private long _lastTimestamp;
    private long _repeats;
    private long _number;
    private bool _isClosed;

    /// <summary>A log.</summary>
    /// <param name="options">What it takes.</param>
    /// <param name="write">Takes each line in UTF-8, line feed included; it may be slow, and fail.</param>
    /// <param name="time">The clock.</param>
    public StationLog(LogOptions options, Utf8Writer write, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(write);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Queue, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Tail, nameof(options));
        (_options, _write, _time) = (options, write, time ?? TimeProvider.System);
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "log" };
        _thread.Start();
    }

    /// <summary>Lines that found no place in the queue, or could not be written.</summary>
    public long Lost { get; private set; }

    /// <summary>Adds a line, and returns at once.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="part">What it is about, as camera, store or mqtt.</param>
    /// <param name="message">What happened. It is escaped and cut where it is long.</param>
    public void Write(LogLevel level, string part, string message)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(message);
        if (level < _options.Level)
            return;
        string plain = PlainText.Shorten(message, LongestMessage);
        lock (_lock)
        {
            if (_isClosed)
                return;
            if (
                _last is { } last
                && last.Level == level
                && last.Part == part
                && last.Message == plain
                && _time.GetElapsedTime(_lastTimestamp) < _options.Quiet)
            {
                _repeats++;
                return;
            }

            TellRepeats();
            _last = Add(level, part, plain);
            _lastTimestamp = _time.GetTimestamp();
        }
    }

    /// <summary>Adds a line at <see cref="LogLevel.Info"/>.</summary>
    /// <param name="part">What it is about.</param>
    /// <param name="message">What happened.</param>
    public void Info(string part, string message) => Write(LogLevel.Info, part, message);

    /// <summary>Adds a line at <see cref="LogLevel.Warning"/>.</summary>
    /// <param name="part">What it is about.</param>
    /// <param name="message">What happened.</param>
    public void Warning(string part, string message) => Write(LogLevel.Warning, part, message);

    /// <summary>Adds a line at <see cref="LogLevel.Error"/>.</summary>
    /// <param name="part">What it is about.</param>
    /// <param name="message">What happened.</param>
    public void Error(string part, string message) => Write(LogLevel.Error, part, message);

    /// <summary>The last lines, the oldest first.</summary>
    /// <param name="after">Only lines with a larger number; 0 for all.</param>
    /// <param name="most">The most lines, the newest of them.</param>
    public IReadOnlyList<LogLine> Tail(long after = 0, int most = int.MaxValue)
    {
        lock (_lock)
        {
            var lines = new List<LogLine>();
            int skip = _tail.Count - most;
            foreach (LogLine line in _tail)
            {
                if (skip-- <= 0 && line.Number > after)
                    lines.Add(line);
            }

            return lines;
        }
    }

    /// <summary>Writes what still waits, for two seconds at most, and takes nothing any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isClosed)
                return;
            TellRepeats();
            _isClosed = true;
        }

        _news.Release();
        // The semaphore stays: a thread that is held in a write may still come to it.
        _thread.Join(CloseTime);
    }

    private void TellRepeats()
    {
        if (_repeats > 0 && _last is { } last)
            Add(last.Level, last.Part, string.Create(CultureInfo.InvariantCulture, $"the same {_repeats} times more"));
        _repeats = 0;
    }

    private LogLine Add(LogLevel level, string part, string message)
    {
        var line = new LogLine(++_number, _time.GetUtcNow(), level, PlainText.Shorten(part, 60), message);
        _tail.Enqueue(line);
        while (_tail.Count > _options.Tail)
            _tail.Dequeue();
        if (_waiting.Count >= _options.Queue)
        {
            Lost++;
            return line;
        }

        _waiting.Enqueue(line);
        _news.Release();
        return line;
    }

    private void WriteAll()
    {
        while (true)
        {
            _news.Wait();
            LogLine? line;
            lock (_lock)
            {
                if (!_waiting.TryDequeue(out line))
                {
                    if (_isClosed)
                        return;
                    continue;
                }
            }

            try
            {
                _buffer.ResetWrittenCount();
                Format(line);
                _write(_buffer.WrittenSpan);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException or UnauthorizedAccessException)
            {
                // Where the log cannot be written there is nowhere to say so but in the tail and the count.
                lock (_lock)
                    Lost++;
            }
        }
    }

    private void Format(LogLine line)
    {
        string level = line.Level switch
        {
            LogLevel.Debug => "debug",
            LogLevel.Info => "info",
            LogLevel.Warning => "warning",
            _ => "error",
        };
        if (_options.Format == LogFormat.Json)
        {
            // The message is plain already; what is left to escape is JSON's own.
            using var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartObject();
            json.WriteString("time"u8, Time(line));
            json.WriteString("level"u8, level);
            json.WriteString("part"u8, line.Part);
            json.WriteString("message"u8, line.Message);
            json.WriteEndObject();
            json.Flush();
        }
        else
        {
            // Levels of syslog: 7 debug, 6 info, 4 warning, 3 error.
            int priority = line.Level switch
            {
                LogLevel.Debug => 7,
                LogLevel.Info => 6,
                LogLevel.Warning => 4,
                _ => 3,
            };
            string text =
                _options.Format == LogFormat.Journal
                    ? string.Create(CultureInfo.InvariantCulture, $"<{priority}>{line.Part}: {line.Message}")
                    : $"{Time(line)} {level} {line.Part}: {line.Message}";
            Encoding.UTF8.GetBytes(text, _buffer);
        }

        _buffer.Write("\n"u8);
    }

    private static string Time(LogLine line) =>
        line.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
