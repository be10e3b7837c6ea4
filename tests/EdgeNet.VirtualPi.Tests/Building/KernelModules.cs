using System.Text;

namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>The kernel's modules of a package, with what each needs before it.</summary>
internal sealed class KernelModules
{
    private readonly Dictionary<string, string> _files = [];

    /// <param name="folder">The folder lib/modules/VERSION/kernel.</param>
    public KernelModules(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*.ko", SearchOption.AllDirectories))
            _files[NameOf(file)] = file;
    }

    /// <summary>The files of modules and of all that they need, in the order in which they can be loaded.</summary>
    public IReadOnlyList<string> InOrder(params IEnumerable<string> names)
    {
        var order = new List<string>();
        foreach (string name in names)
            Add(name, order);
        return order;
    }

    private void Add(string name, List<string> order)
    {
        if (!_files.TryGetValue(Normal(name), out string? file))
            throw new BoardException($"expected a kernel module {name}, found none in its package");
        if (order.Contains(file))
            return;
        foreach (string needed in Needs(file))
            Add(needed, order);
        order.Add(file);
    }

    /// <summary>A module says itself what it needs, in a list of texts that end with zeros: depends=mc,videodev</summary>
    private static string[] Needs(string file)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file);
        ReadOnlySpan<byte> key = "\0depends="u8;
        int start = bytes.IndexOf(key);
        if (start < 0)
            return [];
        bytes = bytes[(start + key.Length)..];
        return Encoding.ASCII.GetString(bytes[..bytes.IndexOf((byte)0)]).Split(',', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string NameOf(string file) => Normal(Path.GetFileNameWithoutExtension(file));

    private static string Normal(string name) => name.Replace('-', '_');
}
