namespace EdgeNet.Deployment.Ssh;

/// <summary>The host keys that are known: what ssh has in ~/.ssh/known_hosts. SSH.NET leaves this to its users.</summary>
public sealed class KnownHosts
{
    private const long MostBytes = 16 << 20;

    private readonly List<KnownHostsLine> _lines = [];
    private readonly string _file;

    private KnownHosts(string file) => _file = file;

    /// <summary>The files that ssh has, the user's first.</summary>
    public static IReadOnlyList<string> UsualFiles
    {
        get
        {
            string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh");
            return [Path.Combine(folder, "known_hosts"), Path.Combine(folder, "known_hosts2"), "/etc/ssh/ssh_known_hosts"];
        }
    }

    /// <summary>Reads files; those that are not there hold nothing.</summary>
    /// <param name="files">The files, the first of which takes new keys.</param>
    /// <exception cref="IOException">One cannot be read: without it nobody can say whether a key has changed.</exception>
    public static KnownHosts Load(IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var known = new KnownHosts(files[0]);
        foreach (string file in files)
        {
            var info = new FileInfo(file);
            if (!info.Exists)
                continue;
            if (info.Length > MostBytes)
                throw new IOException($"{file}: expected at most {MostBytes >> 20} MiB of known host keys.");
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                if (KnownHostsLine.Parse(file, ++number, line) is { } parsed)
                    known._lines.Add(parsed);
            }
        }

        return known;
    }

    /// <summary>Says what is known of a key.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="key">The key that it has sent.</param>
    /// <param name="place">Where it stands that it is another one or must not be trusted; else empty.</param>
    public HostKeyVerdict Judge(SshDestination host, HostKey key, out string place)
    {
        ArgumentNullException.ThrowIfNull(key);
        var verdict = HostKeyVerdict.Unknown;
        place = "";
        foreach (KnownHostsLine line in About(host))
        {
            bool isSame = key.IsSame(line.Key);
            if (line.IsRevoked && isSame)
            {
                place = Place(line);
                return HostKeyVerdict.Revoked;
            }

            if (line.IsRevoked)
                continue;
            // A key of another type beside one that is known is another key too: known types are what the machine is asked for first.
            if (isSame)
                verdict = HostKeyVerdict.Known;
            else if (verdict == HostKeyVerdict.Unknown)
                (verdict, place) = (HostKeyVerdict.Changed, Place(line));
        }

        if (verdict == HostKeyVerdict.Known)
            place = "";
        return verdict;
    }

    /// <summary>The types of the keys that a machine is known by: it is asked for one of them.</summary>
    /// <param name="host">The machine.</param>
    public IReadOnlyList<string> TypesOf(SshDestination host) =>
        [.. About(host).Where(line => !line.IsRevoked).Select(line => line.KeyType).Distinct()];

    /// <summary>Adds a key to the user's file.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="key">Its key.</param>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    public string Add(SshDestination host, HostKey key)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            MakeFolder(Path.GetDirectoryName(Path.GetFullPath(_file))!);
            using var stream = new FileStream(_file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            // A file that was edited may end within a line.
            bool isWithinLine = false;
            if (stream.Length > 0)
            {
                stream.Seek(-1, SeekOrigin.End);
                isWithinLine = stream.ReadByte() != '\n';
            }

            using var writer = new StreamWriter(stream) { NewLine = "\n" };
            if (isWithinLine)
                writer.WriteLine();
            writer.WriteLine($"{host.KnownName} {key.Type} {key.Base64}");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException($"{_file}: permission denied.", error);
        }

        return _file;
    }

    private static void MakeFolder(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private IEnumerable<KnownHostsLine> About(SshDestination host)
    {
        ArgumentNullException.ThrowIfNull(host);
        string name = host.KnownName;
        return _lines.Where(line => line.IsAbout(name));
    }

    private static string Place(KnownHostsLine line) => FormattableString.Invariant($"{line.File}, line {line.Number}");
}
