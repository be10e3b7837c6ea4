using Renci.SshNet;
using Renci.SshNet.Common;

namespace EdgeNet.Deployment.Ssh;

/// <summary>The files with private keys that a user has.</summary>
/// <param name="options">Which they are.</param>
internal sealed class KeyFiles(SshOptions options)
{
    private const int MostAttempts = 3;
    private static readonly string[] UsualNames = ["id_ed25519", "id_ecdsa", "id_rsa"];

    private bool IsChosen => options.Identities.Count > 0;

    private IEnumerable<string> Paths
    {
        get
        {
            if (IsChosen)
                return options.Identities;
            string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".ssh");
            return UsualNames.Select(name => Path.Combine(folder, name)).Where(File.Exists);
        }
    }

    /// <summary>Opens those that ask for nothing.</summary>
    /// <exception cref="DeploymentException">One that was named cannot be read.</exception>
    public IReadOnlyList<IPrivateKeySource> Open() => [.. Paths.Select(path => Open(path, null, out _)).OfType<IPrivateKeySource>()];

    /// <summary>Opens those that have a pass phrase, and asks for it.</summary>
    /// <param name="asks">Who is asked.</param>
    /// <exception cref="DeploymentException">One that was named cannot be read, or its pass phrase is another one.</exception>
    public IReadOnlyList<IPrivateKeySource> Unlock(IOperator asks)
    {
        var keys = new List<IPrivateKeySource>();
        foreach (string path in Paths)
        {
            Open(path, null, out bool isLocked);
            for (int attempt = 0; isLocked && attempt < MostAttempts; attempt++)
            {
                if (asks.AskSecret($"Pass phrase of {path}") is not { Length: > 0 } phrase)
                    break;
                if (Open(path, phrase, out isLocked) is { } key)
                    keys.Add(key);
            }
        }

        return keys;
    }

    private PrivateKeyFile? Open(string path, string? phrase, out bool isLocked)
    {
        isLocked = false;
        try
        {
            return phrase is null ? new PrivateKeyFile(path) : new PrivateKeyFile(path, phrase);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            isLocked = true;
            return null;
        }
        catch (Exception error) when (error is SshException or IOException or UnauthorizedAccessException or NotSupportedException
            or FormatException or ArgumentException or InvalidOperationException)
        {
            // With a wrong pass phrase what is read is no key, and SSH.NET says so in many ways.
            isLocked = phrase is not null;
            if (IsChosen && phrase is null)
                throw new DeploymentException($"{path}: cannot be read as a private key: {error.Message}");
            return null;
        }
    }
}
