namespace EdgeNet.VirtualPi.Tests.Building;

/// <summary>
/// Debian's packages for the board, fetched by this machine's apt from its own servers, but with lists and settings apart: nothing is
/// installed, and nobody needs to be root.
/// </summary>
internal sealed class DebianPackages
{
    private readonly string _folder;
    private readonly string[] _settings;

    /// <param name="folder">Where lists and packages go.</param>
    public DebianPackages(string folder)
    {
        _folder = folder;
        string state = MakeFolder("state"), cache = MakeFolder("cache");
        MakeFolder("state/lists/partial");
        MakeFolder("cache/archives/partial");
        string status = Path.Combine(state, "status");
        File.WriteAllText(status, "");
        _settings =
        [
            "-qq",
            "-o", "APT::Architectures::=amd64",
            "-o", "APT::Architectures::=arm64",
            "-o", "Acquire::Languages=none",
            "-o", "Acquire::Retries=3",
            "-o", $"Dir::State={state}",
            "-o", $"Dir::State::status={status}",
            "-o", $"Dir::Cache={cache}",
            // Its user for downloads may not write here; packages are signed.
            "-o", "APT::Sandbox::User=root",
        ];
        Run("apt-get", ["update", .. _settings]);
    }

    /// <summary>What a package depends on first.</summary>
    /// <param name="package">A package that only names another, as linux-image-arm64.</param>
    public string FirstDependency(string package)
    {
        const string Mark = "Depends: ";
        string output = Run("apt-cache", ["depends", package, .. _settings]);
        string? line = output.Split('\n').FirstOrDefault(l => l.Contains(Mark, StringComparison.Ordinal));
        if (line is null)
            throw new BoardException($"expected a package {package} that depends on another, found:\n{output}");
        return line[(line.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)..].Split(':')[0].Trim();
    }

    /// <summary>Fetches a package.</summary>
    /// <returns>Its file.</returns>
    public string Fetch(string package)
    {
        string folder = Path.Combine(_folder, "packages", package.Replace(':', '_'));
        Directory.CreateDirectory(folder);
        string settings = string.Join(' ', _settings.Select(s => $"'{s}'"));
        // apt-get download writes to the folder that it is run in.
        Run("sh", ["-c", $"cd \"$1\" && apt-get download \"$2\" {settings}", "sh", folder, package]);
        return Directory.GetFiles(folder, "*.deb").Single();
    }

    /// <summary>Fetches a package and unpacks it.</summary>
    public void Unpack(string package, string folder) => HostCommand.Run("dpkg-deb", ["-x", Fetch(package), folder]);

    private static string Run(string program, string[] arguments)
    {
        try
        {
            return HostCommand.Run(program, arguments);
        }
        catch (BoardException error)
        {
            throw new BoardException($"no packages for the board: {error.Message}", isMissing: true);
        }
    }

    private string MakeFolder(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
}
