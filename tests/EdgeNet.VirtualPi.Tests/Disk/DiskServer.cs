using System.Buffers.Binary;
using System.Net.Sockets;

namespace EdgeNet.VirtualPi.Tests.Disk;

/// <summary>
/// Gives a disk to the emulator: a server of the network block device's protocol (https://github.com/NetworkBlockDevice/nbd, doc/proto.md)
/// for one client on this machine, in the parts that QEMU asks for.
/// </summary>
internal sealed class DiskServer : IDisposable
{
    private const ulong Magic = 0x4E42444D41474943, OptionMagic = 0x49484156454F5054, OptionReplyMagic = 0x0003E889045565A9;
    private const uint RequestMagic = 0x25609513, ReplyMagic = 0x67446698;
    private const uint ExportName = 1, Abort = 2, Info = 6, Go = 7;
    private const uint Acknowledged = 1, Information = 3, Unsupported = 0x80000001;
    private const ushort Read = 0, Write = 1, Disconnect = 2, Flush = 3;
    private const ushort ForcedWrite = 1;
    // Flags are there; flushes and forced writes are known.
    private const ushort Abilities = 1 | 4 | 8;
    private const uint Invalid = 22;
    private const int MostBytes = 32 << 20;

    private readonly VolatileDisk _disk;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Thread _thread;
    private Socket? _client;

    /// <param name="disk">The disk.</param>
    /// <param name="path">The socket that the emulator connects to.</param>
    public DiskServer(VolatileDisk disk, string path)
    {
        _disk = disk;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(1);
        _thread = new Thread(Serve) { IsBackground = true, Name = "disk" };
        _thread.Start();
    }

    /// <summary>What went wrong between emulator and disk; null where nothing did.</summary>
    public Exception? Fault { get; private set; }

    public void Dispose()
    {
        _listener.Dispose();
        _client?.Dispose();
        _thread.Join();
    }

    private void Serve()
    {
        try
        {
            _client = _listener.Accept();
            using var stream = new NetworkStream(_client, ownsSocket: false);
            if (!Negotiate(stream))
                return;
            while (Answer(stream))
            {
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException)
        {
            // The emulator was killed.
        }
        catch (Exception error)
        {
            Fault = error;
        }
    }

    private bool Negotiate(NetworkStream stream)
    {
        byte[] hello = new byte[18];
        BinaryPrimitives.WriteUInt64BigEndian(hello, Magic);
        BinaryPrimitives.WriteUInt64BigEndian(hello.AsSpan(8), OptionMagic);
        // Fixed newstyle, and no zeros behind the export.
        BinaryPrimitives.WriteUInt16BigEndian(hello.AsSpan(16), 3);
        stream.Write(hello);
        stream.ReadExactly(new byte[4]);
        byte[] header = new byte[16];
        while (true)
        {
            stream.ReadExactly(header);
            Expect(OptionMagic, BinaryPrimitives.ReadUInt64BigEndian(header));
            uint option = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(8));
            int length = (int)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
            ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, 4096u);
            stream.ReadExactly(new byte[length]);
            switch (option)
            {
                case ExportName:
                    stream.Write(Export());
                    return true;
                case Abort:
                    ReplyToOption(stream, option, Acknowledged, []);
                    return false;
                case Info or Go:
                    ReplyToOption(stream, option, Information, [0, 0, .. Export()]);
                    ReplyToOption(stream, option, Acknowledged, []);
                    if (option == Go)
                        return true;
                    break;
                default:
                    ReplyToOption(stream, option, Unsupported, []);
                    break;
            }
        }
    }

    private byte[] Export()
    {
        byte[] export = new byte[10];
        BinaryPrimitives.WriteUInt64BigEndian(export, (ulong)_disk.Length);
        BinaryPrimitives.WriteUInt16BigEndian(export.AsSpan(8), Abilities);
        return export;
    }

    private static void ReplyToOption(NetworkStream stream, uint option, uint type, byte[] data)
    {
        byte[] reply = new byte[20 + data.Length];
        BinaryPrimitives.WriteUInt64BigEndian(reply, OptionReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(8), option);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(12), type);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(16), (uint)data.Length);
        data.CopyTo(reply, 20);
        stream.Write(reply);
    }

    /// <summary>Answers a request; without power it is left unanswered.</summary>
    private bool Answer(NetworkStream stream)
    {
        byte[] header = new byte[28];
        stream.ReadExactly(header);
        Expect(RequestMagic, BinaryPrimitives.ReadUInt32BigEndian(header));
        ushort flags = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(4));
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(6));
        ulong offset = BinaryPrimitives.ReadUInt64BigEndian(header.AsSpan(16));
        uint length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(24));
        if (type == Disconnect)
            return false;
        if (length > MostBytes)
            throw new InvalidDataException($"A request of {length} bytes.");
        byte[] data = type is Read or Write ? new byte[length] : [];
        if (type == Write)
            stream.ReadExactly(data);
        bool isInside = type == Flush || offset + length <= (ulong)_disk.Length;
        bool hasPower = !isInside || type switch
        {
            Read => _disk.TryRead((int)offset, data),
            Write => _disk.TryWrite((int)offset, data, (flags & ForcedWrite) != 0),
            Flush => _disk.TryFlush(),
            _ => true,
        };
        if (!hasPower)
            return true;
        bool isKnown = isInside && type is Read or Write or Flush;
        byte[] reply = new byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(reply, ReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(4), isKnown ? 0 : Invalid);
        header.AsSpan(8, 8).CopyTo(reply.AsSpan(8));
        stream.Write(isKnown && type == Read ? [.. reply, .. data] : reply);
        return true;
    }

    private static void Expect(ulong expected, ulong found)
    {
        if (found != expected)
            throw new InvalidDataException($"Expected {expected:X}, found {found:X}.");
    }
}
