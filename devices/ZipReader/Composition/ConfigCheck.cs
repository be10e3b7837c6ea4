using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Looks whether others than root and the service can read the secrets of the configuration.</summary>
/// <param name="file">The configuration's file.</param>
/// <param name="usual">The service's own.</param>
/// <param name="secrets">What is secret in it.</param>
internal sealed class ConfigCheck(string file, string usual, IReadOnlyList<ConfigSecret> secrets) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "config";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return CheckResult.Unused($"no {file}: what holds without one");
        bool isOpen = IsReadByOthers(file);
        foreach (ConfigSecret secret in secrets)
        {
            if (secret.File is { } own ? !IsReadByOthers(own) : !isOpen)
                continue;
            string path = secret.File ?? file;
            return CheckResult.Warning($"{path}: everybody on this machine can read {secret.Key}", Remedy(path, secret));
        }

        return CheckResult.Ok(file);
    }

    private string Remedy(string path, ConfigSecret secret)
    {
        // Its user is another at each start: what others cannot read, it reads as a member of a group, or as a credential.
        string credential =
            $"LoadCredential= in 'sudo systemctl edit zipreader' gives a file of root's alone to the service, for {secret.Key}_file";
        if (Path.GetFullPath(file) != usual)
            return $"chmod o-r {ShellWord.Of(path)}";
        return secret.File is null ? $"edgenet deploy --update lets root and the service alone read it; or {credential}" : credential;
    }

    private static bool IsReadByOthers(string path)
    {
        try
        {
            string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
            return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(target) & UnixFileMode.OtherRead) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was read just now; one that is gone since nobody reads.
            return false;
        }
    }
}
