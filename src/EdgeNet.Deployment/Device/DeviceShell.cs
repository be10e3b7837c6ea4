using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Device;

/// <summary>A device on which scripts run, as the user and as root.</summary>
/// <param name="session">The connection.</param>
/// <param name="root">What stands before every path.</param>
internal sealed class DeviceShell(SshSession session, string root)
{
    private const string PasswordsFromInput = "-S";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string[] _prefix = [];
    private string _password = "";

    /// <summary>What stands before every path.</summary>
    public string Root => root;

    /// <summary>The connection.</summary>
    public SshSession Session => session;

    /// <summary>Looks what the device is.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">It says nothing that could be understood.</exception>
    public async Task<DeviceFacts> LookAsync(CancellationToken cancellation) => await LookAsync("look", cancellation);

    /// <summary>Makes a folder on the device, the user's alone, for what is sent.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">It cannot be made.</exception>
    public async Task<Arrival> MakeFolderAsync(CancellationToken cancellation)
    {
        DeviceFacts facts = await LookAsync("make", cancellation);
        return facts.Folder is { } folder
            ? await Arrival.InAsync(this, folder, cancellation)
            : throw new DeploymentException("The device makes no folder in /var/tmp for what is sent: is it full, or read-only?");
    }

    /// <summary>Tries to become root.</summary>
    /// <param name="access">How.</param>
    /// <param name="password">The user's password; null where none is asked for. It goes to the standard input of sudo alone.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">sudo refuses.</exception>
    public async Task BecomeRootAsync(RootAccess access, string? password, CancellationToken cancellation)
    {
        if (access == RootAccess.IsRoot)
            return;
        _prefix = password is null ? ["sudo", "-n", "--"] : ["sudo", PasswordsFromInput, "-p", "", "--"];
        _password = password is null ? "" : password + "\n";
        RemoteResult result = await RunAsRootAsync(["id", "-u"], Patience, null, cancellation);
        if (!result.IsDone || !result.Lines.Contains("0"))
            throw new DeploymentException("sudo refuses on the device; nothing was changed.", [.. result.Lines.Take(5)]);
    }

    /// <summary>Runs a command as root.</summary>
    /// <param name="words">The program and its arguments.</param>
    /// <param name="limit">The most that it may take.</param>
    /// <param name="onLine">Takes each line that it writes, as it comes.</param>
    /// <param name="cancellation">Ends waiting for it.</param>
    /// <exception cref="DeploymentException">The connection broke, or it took too long.</exception>
    public Task<RemoteResult> RunAsRootAsync(string[] words, TimeSpan limit, Action<string>? onLine, CancellationToken cancellation) =>
        session.RunAsync([.. _prefix, .. words], _password, limit, onLine, cancellation);

    private async Task<DeviceFacts> LookAsync(string what, CancellationToken cancellation)
    {
        RemoteResult result = await session.RunAsync(["sh", "-s", "--", root, what], DeviceScripts.Look, Patience, null, cancellation);
        if (!result.IsDone)
            throw new DeploymentException("The device does not say what it is.", [.. result.Lines.Take(5)]);
        return DeviceFacts.Parse(result.Lines);
    }
}
