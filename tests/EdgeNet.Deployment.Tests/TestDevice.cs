using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Tests;

/// <summary>
/// A device: a real sshd on a port of its own with keys of its own, a folder for a root, and programs in place of systemd's. Its folder's
/// name has spaces and quotes.
/// </summary>
internal sealed class TestDevice : IDisposable
{
    private const string RootName = "it's the \"root\" $(of it)";
    private static readonly string[] Places = ["/usr/sbin/sshd", "/usr/local/sbin/sshd"];

    // Made once: a key of RSA takes a second.
    private static readonly Lazy<(string Name, byte[] Key)[]> HostKeys = new(MakeHostKeys);

    private readonly TestFolder _folder = new();
    private readonly List<string> _mounts = [];
    private readonly string _path;
    private readonly string _greeting;
    private readonly StringBuilder _log = new();
    private readonly Process _sshd;

    private TestDevice(string path, string greeting)
    {
        (_path, _greeting) = (path, greeting);
        // The service of the tests may run as another user, who has to come through.
        Tool.Run("chmod", "755", _folder.Path);
        Root = _folder.MakeFolder(RootName);
        Arrivals = _folder.MakeFolder("arrivals");
        _folder.WriteText("rootname", RootName);
        Directory.CreateDirectory(Path.Combine(Root, "run/systemd/system"));
        _folder.MakeFolder("state");
        foreach (string program in (string[])["systemctl", "journalctl", "id", "getent", "groupadd", "chgrp"])
            AddProgram(program);
        foreach ((string name, byte[] key) in HostKeys.Value)
            Tool.Run("chmod", "600", _folder.Write(name, key));
        Key = MakeKey("user");
        Authorize(Key);
        Port = FreePort();
        _sshd = Start();
    }

    public string Root { get; }

    public string Arrivals { get; }

    public int Port { get; }

    /// <summary>The user's private key.</summary>
    public string Key { get; }

    public string KnownHosts => Path.Combine(_folder.Path, "known_hosts");

    /// <summary>What systemctl was asked for.</summary>
    public string[] Calls => ReadLines("state/calls");

    public string[] SudoCalls => ReadLines("state/sudo");

    /// <summary>Which groups were given to which files.</summary>
    public string[] GroupsGiven => ReadLines("state/chgrp");

    /// <summary>What sshd has said.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>What was left where files arrive.</summary>
    public string[] Left => Directory.GetFileSystemEntries(Arrivals);

    public string? Current => LinkOf("current");

    public string? Previous => LinkOf("previous");

    public string Unit => ReadText("etc/systemd/system/zipreader.service");

    public string Configuration => ReadText("etc/zipreader/zipreader.toml");

    /// <summary>The version of the program that runs; null where none does.</summary>
    public string? Running
    {
        get
        {
            string file = Path.Combine(_folder.Path, "state/pid");
            if (!File.Exists(file) || !Directory.Exists("/proc/" + File.ReadAllText(file).Trim()))
                return null;
            return ReadLines("state/journal").LastOrDefault(line => line.StartsWith("run ", StringComparison.Ordinal))?[4..];
        }
    }

    public TestFolder Folder => _folder;

    /// <summary>Makes a device whose key is known.</summary>
    /// <param name="missing">Why there is none, and what would help.</param>
    /// <param name="greeting">What a login shell says before anything else.</param>
    public static TestDevice? Start(out string missing, string greeting = "")
    {
        string? path = Array.Find(Places, File.Exists);
        missing = "";
        if (!OperatingSystem.IsLinux())
            missing = "the device of the tests is a Linux.";
        else if (path is null || X64Emulator.OnPath("ssh-keygen") is null || X64Emulator.OnPath("cc") is null)
            missing = "no sshd or no C compiler. On Debian and Ubuntu: apt-get install openssh-server gcc libc6-dev";
        else
            return new TestDevice(path, greeting);
        return null;
    }

    /// <summary>What a test runs on it: names are those of the real thing.</summary>
    public static string Resource(string name)
    {
        using Stream stream = typeof(TestDevice).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Makes its keys known.</summary>
    /// <param name="types">Which of them; each, where none is named.</param>
    public void MakeKnown(params string[] types) => MakeKnown(Host, types.Length == 0 ? ["ed25519", "rsa", "ecdsa"] : types);

    /// <summary>Makes its keys known under another name.</summary>
    public void MakeKnown(SshDestination name, params string[] types)
    {
        foreach (string type in types)
            File.AppendAllText(KnownHosts, $"{name.KnownName} {PublicHostKey(type)}\n");
    }

    /// <summary>Gives a folder of the device a small disk of its own.</summary>
    /// <param name="folder">The folder, which is made.</param>
    /// <param name="kilobytes">The disk's size.</param>
    /// <returns>Whether that could be done here.</returns>
    public bool Limit(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        string[] arguments = ["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k"), "none", folder];
        using Process mount = Process.Start(new ProcessStartInfo("mount", arguments) { RedirectStandardError = true })!;
        mount.WaitForExit();
        if (mount.ExitCode != 0)
            return false;
        _mounts.Add(folder);
        return true;
    }

    public string PublicHostKey(string type) =>
        string.Join(' ', File.ReadAllText(Path.Combine(_folder.Path, $"host_{type}.pub")).Split(' ')[..2]);

    /// <summary>Puts a program of the tests into its path.</summary>
    public void AddProgram(string name)
    {
        string path = _folder.WriteText($"bin/{name}", Resource(name + ".sh"));
        Tool.Run("chmod", "755", path);
    }

    /// <summary>No group can be made on it.</summary>
    public void ForbidGroups() => _folder.WriteText("state/nogroups", "");

    /// <summary>The user is no longer root, and has sudo.</summary>
    /// <param name="password">What sudo asks for; empty for nothing.</param>
    public void TakeRoot(string password)
    {
        _folder.WriteText("password", password);
        AddProgram("sudo");
    }

    public string MakeKey(string name, string phrase = "")
    {
        string path = _folder.PathOf(name);
        Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", phrase, "-f", path);
        return path;
    }

    /// <summary>Lets whoever has a key in, and nobody else.</summary>
    public void Authorize(string key) => File.Copy(key + ".pub", Path.Combine(_folder.Path, "authorized"), overwrite: true);

    /// <summary>A request that its user would make.</summary>
    public DeploymentRequest Request(DeploymentAction action, string? program = null) => new()
    {
        Ssh = Options,
        Action = action,
        Program = program,
        Root = Root,
        HealthyWithin = TimeSpan.FromSeconds(30),
        Settle = TimeSpan.FromSeconds(1),
    };

    public SshOptions Options => new(Host) { Identities = [Key], KnownHostsFiles = [KnownHosts], AgentSocket = "" };

    /// <summary>Runs a program on the device as root, without a connection, as its system does.</summary>
    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder.Path}/bin:/usr/bin:/bin";
        using Process process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>It, and its user.</summary>
    public SshDestination Host => new(Environment.UserName, "127.0.0.1", Port);

    public void Dispose()
    {
        _sshd.Kill(entireProcessTree: true);
        _sshd.WaitForExit();
        _sshd.Dispose();
        string file = Path.Combine(_folder.Path, "state/pid");
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out int id))
            End(id);
        foreach (string mount in _mounts)
            Tool.Run("umount", "-l", mount);
        _folder.Dispose();
    }

    private static void End(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    private static (string Name, byte[] Key)[] MakeHostKeys()
    {
        using var folder = new TestFolder();
        foreach (string type in (string[])["ed25519", "rsa", "ecdsa"])
            Tool.Run("ssh-keygen", "-q", "-t", type, "-N", "", "-f", folder.PathOf($"host_{type}"));
        return [.. Directory.GetFiles(folder.Path).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    private Process Start()
    {
        // Where sshd of the system has never run.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        string path = _folder.Path;
        string greeting = _greeting.Length > 0 ? $"ForceCommand echo '{_greeting}'; exec sh -c \"$SSH_ORIGINAL_COMMAND\"" : "";
        _folder.WriteText("sshd_config", string.Create(CultureInfo.InvariantCulture, $"""
            ListenAddress 127.0.0.1:{Port}
            HostKey {path}/host_ed25519
            HostKey {path}/host_rsa
            HostKey {path}/host_ecdsa
            AuthorizedKeysFile {path}/authorized
            StrictModes no
            UsePAM no
            PermitRootLogin yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PidFile none
            MaxStartups 100
            SetEnv PATH={path}/bin:/usr/bin:/bin TMPDIR={path}/arrivals
            {greeting}

            """));
        var start = new ProcessStartInfo(_path, ["-D", "-e", "-f", $"{path}/sshd_config"]) { RedirectStandardError = true };
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (_log)
                _log.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        long began = Environment.TickCount64;
        while (!IsListening())
        {
            if (process.HasExited || Environment.TickCount64 - began > 60_000)
                Assert.Fail($"sshd does not listen: {Log}");
            Thread.Sleep(20);
        }

        return process;
    }

    private bool IsListening()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private string? LinkOf(string name) => new FileInfo(Path.Combine(Root, "opt/zipreader", name)).LinkTarget;

    private string ReadText(string name) => File.ReadAllText(Path.Combine(Root, name));

    private string[] ReadLines(string name)
    {
        string path = Path.Combine(_folder.Path, name);
        return File.Exists(path) ? File.ReadAllLines(path) : [];
    }
}
