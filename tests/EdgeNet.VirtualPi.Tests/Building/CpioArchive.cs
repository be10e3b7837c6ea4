using System.Globalization;
using System.Text;

namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>
/// Writes the archive that the kernel unpacks as its first file system (cpio, "newc"). It is not compressed: the emulated processor would
/// take longer to unpack it than this machine to read it.
/// </summary>
internal sealed class CpioArchive : IDisposable
{
    private const int Folder = 0x41ED, Program = 0x81ED, Link = 0xA1FF;

    private readonly FileStream _stream;
    private readonly HashSet<string> _folders = [];
    private int _number;

    /// <param name="path">The archive.</param>
    public CpioArchive(string path) => _stream = File.Create(path);

    /// <summary>Adds a folder and those above it.</summary>
    public void AddFolder(string name)
    {
        int slash = name.LastIndexOf('/');
        if (slash > 0)
            AddFolder(name[..slash]);
        if (_folders.Add(name))
            Write(name, Folder, []);
    }

    /// <summary>Adds a file that can be run.</summary>
    public void AddFile(string name, byte[] bytes)
    {
        AddAbove(name);
        Write(name, Program, bytes);
    }

    /// <summary>Adds a file of this machine.</summary>
    public void AddFile(string name, string path) => AddFile(name, File.ReadAllBytes(path));

    /// <summary>Adds a symbolic link.</summary>
    public void AddLink(string name, string target)
    {
        AddAbove(name);
        Write(name, Link, Encoding.UTF8.GetBytes(target));
    }

    /// <summary>Ends the archive.</summary>
    public void Dispose()
    {
        Write("TRAILER!!!", 0, []);
        _stream.Dispose();
    }

    private void AddAbove(string name)
    {
        int slash = name.LastIndexOf('/');
        if (slash > 0)
            AddFolder(name[..slash]);
    }

    private void Write(string name, int mode, byte[] bytes)
    {
        byte[] nameBytes = Encoding.UTF8.GetBytes(name + '\0');
        // Magic; inode, mode, user, group, links, time, size, four device numbers, the name's size, no checksum.
        int[] fields = [++_number, mode, 0, 0, 1, 0, bytes.Length, 0, 0, 0, 0, nameBytes.Length, 0];
        string header = "070701" + string.Concat(fields.Select(f => f.ToString("X8", CultureInfo.InvariantCulture)));
        _stream.Write(Encoding.ASCII.GetBytes(header));
        _stream.Write(nameBytes);
        Pad();
        _stream.Write(bytes);
        Pad();
    }

    private void Pad() => _stream.Write(new byte[(4 - (_stream.Position % 4)) % 4]);
}
