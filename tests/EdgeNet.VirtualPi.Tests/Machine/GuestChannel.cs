using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EdgeNet.VirtualPi.Tests.Machine;

/// <summary>
/// The control port of a machine: commands for its shell, one after the other. A command is a line "NUMBER BASE64"; the answer a line
/// "NUMBER CODE BYTES" and what the command wrote.
/// </summary>
internal sealed class GuestChannel : IDisposable
{
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private int _number;

    /// <param name="socket">The emulator's end.</param>
    public GuestChannel(Socket socket)
    {
        _socket = socket;
        _stream = new NetworkStream(socket);
    }

    /// <summary>Waits until the machine takes commands.</summary>
    /// <exception cref="IOException">It did not come so far.</exception>
    public void WaitUntilReady(TimeSpan patience)
    {
        _stream.ReadTimeout = (int)patience.TotalMilliseconds;
        string line = ReadLine();
        if (line != "ready 0 0")
            throw new IOException($"Expected 'ready', found '{line}'.");
    }

    /// <summary>Runs a command.</summary>
    /// <param name="command">A script for sh.</param>
    /// <param name="patience">How long it may take.</param>
    /// <exception cref="IOException">It did not end, or the machine is gone.</exception>
    public GuestAnswer Run(string command, TimeSpan patience)
    {
        string number = (++_number).ToString(CultureInfo.InvariantCulture);
        _stream.ReadTimeout = (int)patience.TotalMilliseconds;
        _stream.Write(Encoding.ASCII.GetBytes($"{number} {Convert.ToBase64String(Encoding.UTF8.GetBytes(command))}\n"));
        string[] words = ReadLine().Split(' ');
        if (words.Length != 3 || words[0] != number)
            throw new IOException($"Expected the answer {number}, found '{string.Join(' ', words)}'.");
        byte[] bytes = new byte[int.Parse(words[2], CultureInfo.InvariantCulture)];
        _stream.ReadExactly(bytes);
        return new GuestAnswer(int.Parse(words[1], CultureInfo.InvariantCulture), bytes);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        for (int b = _stream.ReadByte(); b != '\n'; b = _stream.ReadByte())
        {
            if (b < 0)
                throw new IOException("The machine is gone.");
            line.Append((char)b);
            if (line.Length > 200)
                throw new IOException($"Expected an answer, found '{line}'.");
        }

        return line.ToString();
    }
}
