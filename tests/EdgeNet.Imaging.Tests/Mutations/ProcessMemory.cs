using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EdgeNet.Imaging.Tests.Mutations;

/// <summary>The process's resident memory, native libraries' included, as Linux counts it.</summary>
internal sealed class ProcessMemory : IDisposable
{
    private readonly SafeFileHandle _status = File.OpenHandle("/proc/self/status");
    private readonly SafeFileHandle _reset = File.OpenHandle("/proc/self/clear_refs", FileMode.Open, FileAccess.Write);
    private readonly byte[] _text = new byte[4096];

    /// <summary>Bytes at the most since <see cref="Reset"/>.</summary>
    internal long Peak => Read("VmHWM:");

    /// <summary>Bytes now.</summary>
    internal long Now => Read("VmRSS:");

    public void Dispose()
    {
        _status.Dispose();
        _reset.Dispose();
    }

    /// <summary>Begins a new peak.</summary>
    internal void Reset() => RandomAccess.Write(_reset, "5"u8, 0);

    private long Read(string line)
    {
        string text = Encoding.ASCII.GetString(_text, 0, RandomAccess.Read(_status, _text, 0));
        ReadOnlySpan<char> rest = text.AsSpan(text.IndexOf(line, StringComparison.Ordinal) + line.Length).TrimStart();
        return 1024 * long.Parse(rest[..rest.IndexOf(' ')], CultureInfo.InvariantCulture);
    }
}
