using System.Globalization;
using System.Text;
using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment.Device;

/// <summary>A folder on the device for what is sent; gone when all is done.</summary>
internal sealed class Arrival : IAsyncDisposable
{
    // At 20 kB a second a program takes a quarter of an hour.
    private static readonly TimeSpan SendPatience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    // Two looks of the doctor, two starts with their settling, copying to a slow card.
    private static readonly TimeSpan InstallPatience = TimeSpan.FromMinutes(12);

    private readonly DeviceShell _device;
    private readonly string _folder;

    private Arrival(DeviceShell device, string folder) => (_device, _folder) = (device, folder);

    /// <summary>Prepares a folder.</summary>
    /// <param name="device">The device.</param>
    /// <param name="folder">The folder, which is there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">It cannot be written.</exception>
    public static async Task<Arrival> InAsync(DeviceShell device, string folder, CancellationToken cancellation)
    {
        RemoteResult made = await device.Session.RunAsync(
            ["mkdir", folder + "/payload"], "", Patience, cancellation: cancellation);
        return made.IsDone
            ? new Arrival(device, folder)
            : throw new DeploymentException("The device cannot write to its temporary folder.", [.. made.Lines.Take(5)]);
    }

    /// <summary>Sends a text as a file.</summary>
    /// <param name="name">The file's name within the folder.</param>
    /// <param name="text">What it holds.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">It does not arrive.</exception>
    public Task SendTextAsync(string name, string text, CancellationToken cancellation) =>
        SendAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), cancellation);

    /// <summary>
    /// Sends a file: through the connection that is there, to cat, which is on every system and says itself what is wrong, where SFTP has
    /// but one word for a full disk and any other failure.
    /// </summary>
    /// <param name="name">The file's name within the folder.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeploymentException">It does not arrive.</exception>
    public async Task SendAsync(string name, Stream content, CancellationToken cancellation)
    {
        string[] command = ["sh", "-c", "cat >\"$1\"", "sh", $"{_folder}/{name}"];
        RemoteResult sent = await _device.Session.RunAsync(command, content, SendPatience, null, cancellation);
        if (!sent.IsDone)
            throw new DeploymentException($"{name} does not arrive; nothing was changed.", [.. sent.Lines.Take(5)]);
    }

    /// <summary>Lets the device do what is asked for, with what was sent.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="onLine">Takes what it says.</param>
    /// <param name="cancellation">Ends waiting for it; the device ends it by itself.</param>
    /// <returns>The script's exit code.</returns>
    /// <exception cref="DeploymentException">The connection broke.</exception>
    public async Task<int> InstallAsync(DeploymentRequest request, Action<string> onLine, CancellationToken cancellation)
    {
        string action = request.Action switch
        {
            DeploymentAction.Install => "install",
            DeploymentAction.Update => "update",
            _ => "rollback",
        };
        string[] words =
        [
            "sh",
            $"{_folder}/install.sh",
            action,
            _device.Root,
            _folder,
            Seconds(request.HealthyWithin),
            Seconds(request.Settle),
        ];
        try
        {
            RemoteResult result = await _device.RunAsRootAsync(
                words, InstallPatience + 2 * (request.HealthyWithin + request.Settle), onLine, cancellation);
            return result.ExitCode ?? -1;
        }
        catch (DeploymentException error)
        {
            throw new DeploymentException(
                error.Message,
                "The device goes on by itself, and goes back where the new release is not healthy.",
                "What it came to stands there in /opt/zipreader/last-deployment.txt.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _device.Session.RunAsync(["rm", "-rf", _folder], "", Patience);
        }
        catch (DeploymentException)
        {
            // The connection is gone; systems clean their temporary folders by themselves.
        }
    }

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
