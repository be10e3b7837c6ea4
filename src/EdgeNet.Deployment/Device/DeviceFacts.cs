using System.Globalization;
using System.Text.RegularExpressions;

namespace EdgeNet.Deployment.Device;

/// <summary>What a device says of itself: claims of a stranger, each held against what it may be.</summary>
internal sealed partial class DeviceFacts
{
    private const string Mark = "edgenet ";

    private readonly Dictionary<string, string> _facts = new(StringComparer.Ordinal);

    private DeviceFacts()
    {
    }

    /// <summary>The machine as uname names it: aarch64, armv7l, x86_64.</summary>
    public string Machine => Of("machine", "unknown");

    /// <summary>The kernel as uname names it: Linux.</summary>
    public string Kernel => Of("kernel", "unknown");

    /// <summary>32 or 64, of the programs that run there; a 64-bit kernel may carry a 32-bit system.</summary>
    public int Bits => (int)Number("bits");

    /// <summary>The C library's version, such as 2.36; null where it is not glibc.</summary>
    public Version? Libc => Version.TryParse(Of("libc", ""), out Version? version) ? version : null;

    /// <summary>How the user becomes root.</summary>
    public RootAccess Access => Of("access", "") switch
    {
        "root" => RootAccess.IsRoot,
        "free" => RootAccess.Sudo,
        "password" => RootAccess.SudoWithPassword,
        _ => RootAccess.None,
    };

    /// <summary>Whether systemd runs there.</summary>
    public bool HasSystemd => Of("systemd", "") == "yes";

    /// <summary>The bytes that are free where releases stand.</summary>
    public long Free => Number("free") << 10;

    /// <summary>The bytes that are free where files arrive.</summary>
    public long FreeForArrivals => Number("arrivals") << 10;

    /// <summary>The release that is in use; null where there is none.</summary>
    public long? Current => Number("current") is > 0 and var number ? number : null;

    /// <summary>The release before; null where there is none.</summary>
    public long? Previous => Number("previous") is > 0 and var number ? number : null;

    /// <summary>Whether a deployment ended in its middle.</summary>
    public bool IsOnTrial => Of("trial", "") == "yes";

    /// <summary>Whether there is a configuration.</summary>
    public bool HasConfiguration => Of("configuration", "") == "yes";

    /// <summary>A folder that was made for what is sent; null where there is none.</summary>
    public string? Folder => Of("folder", "") is { Length: > 0 } folder && FolderName().IsMatch(folder) ? folder : null;

    /// <summary>Takes what is said of the device out of lines of which others may be anything, such as a greeting.</summary>
    /// <param name="lines">The lines.</param>
    public static DeviceFacts Parse(IEnumerable<string> lines)
    {
        var facts = new DeviceFacts();
        foreach (string line in lines)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal) && line[Mark.Length..].Split(' ', 2) is [var name, var value])
                facts._facts[name] = value.Trim();
        }

        return facts;
    }

    private string Of(string name, string otherwise) =>
        _facts.TryGetValue(name, out string? value) && value.Length > 0 ? value : otherwise;

    private long Number(string name) =>
        long.TryParse(Of(name, ""), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? Math.Min(number, 1L << 40) : 0;

    [GeneratedRegex("^/[A-Za-z0-9_./+ '\"-]*zipreader-deploy\\.[A-Za-z0-9]{8}$")]
    private static partial Regex FolderName();
}
