using System.Globalization;
using EdgeNet.Deployment.Device;
using EdgeNet.Deployment.Programs;
using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment;

/// <summary>
/// Puts a program on a device: looks what is there, publishes, sends, and lets the device do the rest by itself, so that a connection that
/// breaks leaves no half of it behind.
/// </summary>
/// <param name="request">What, and where.</param>
/// <param name="tells">Who is told, and asked.</param>
public sealed class Deployer(DeploymentRequest request, IOperator tells)
{
    /// <summary>Releases, databases and logs share a card: so much stays free.</summary>
    private const long SpareBytes = 64 << 20;

    /// <summary>What the oldest system has that programs linked on today's run on.</summary>
    private static readonly Version OldestLibc = new(2, 34);

    private bool BringsProgram => request.Action != DeploymentAction.RollBack;

    /// <summary>Does it.</summary>
    /// <param name="cancellation">Ends it; what the device has begun, it ends by itself.</param>
    /// <exception cref="DeploymentException">It cannot be done, or what runs on the device is not healthy.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        // What can be wrong on this side is said before anything is asked.
        Release? release = BringsProgram && request.Program is { } program ? Release.Of(program, request.Weights) : null;
        string? project = BringsProgram && release is null ? Publisher.FindProject(request.Project) : null;
        CheckFiles();

        tells.Tell($"Connecting to {request.Ssh.Destination}.");
        using SshSession session = await SshSession.OpenAsync(request.Ssh, tells, cancellation);
        var device = new DeviceShell(session, request.Root);
        DeviceFacts facts = await device.LookAsync(cancellation);
        DeviceRuntime runtime = Check(facts);
        if (release is not null && release.Runtime != runtime)
            throw new DeploymentException($"The program is for {release.Runtime.Name()}, the device is {runtime.Name()}.");

        if (request.IsDryRun)
        {
            new DeploymentPlan(request, facts, runtime).Tell(release, project, tells.Tell);
            return;
        }

        using var folder = new PublishFolder();
        if (project is not null)
        {
            tells.Tell($"Publishing {project} for {runtime.Name()}; this takes some minutes.");
            release = Release.Of(await Publisher.PublishAsync(project, runtime, folder.Path, cancellation), request.Weights);
        }

        CheckRoom(facts, release);
        string? password = AskForRoot(facts);
        await device.BecomeRootAsync(facts.Access, password, cancellation);
        await using Arrival arrival = await device.MakeFolderAsync(cancellation);
        if (release is not null)
            await SendAsync(arrival, release, cancellation);
        await arrival.SendTextAsync("install.sh", DeviceScripts.Install, cancellation);
        int code = await arrival.InstallAsync(request, line => tells.Tell("  " + line), cancellation);
        Conclude(code);
    }

    private void CheckFiles()
    {
        foreach (string? file in (string?[])[request.Weights, request.Configuration])
        {
            if (file is not null && !File.Exists(file))
                throw new DeploymentException($"{file}: there is no such file.");
        }
    }

    /// <summary>Holds what the device says of itself against what is asked for.</summary>
    private DeviceRuntime Check(DeviceFacts facts)
    {
        DeviceRuntime runtime = DeviceRuntimes.Of(facts);
        if (request.Runtime is { } asked && asked != runtime)
            throw new DeploymentException($"Asked for is {asked.Name()}, the device is {runtime.Name()}.");
        if (runtime == DeviceRuntime.LinuxArm && request.Runtime is null && BringsProgram)
        {
            throw new DeploymentException(
                "The device has a 32-bit system, for which .NET has no SIMD: reading would take many times longer.",
                "Install Raspberry Pi OS (64-bit), or give --runtime linux-arm for a program that was made for it.");
        }

        if (facts.Libc is { } libc && libc < OldestLibc && BringsProgram)
            tells.Tell($"The device's C library is {libc}; a program linked on Debian 12 needs {OldestLibc} or later.");
        if (!facts.HasSystemd)
            throw new DeploymentException("The device runs without systemd, which starts the program and watches it.");
        if (facts.Access == RootAccess.None)
        {
            throw new DeploymentException(
                $"{request.Ssh.Destination.User} is not root on the device, and there is no sudo.",
                "As root there: apt-get install sudo, and adduser USER sudo.");
        }

        return request.Action switch
        {
            DeploymentAction.Install when facts.Current is { } current => throw new DeploymentException(
                FormattableString.Invariant($"Release {current} is on the device already."), "--update replaces it."),
            DeploymentAction.Update when facts.Current is null => throw new DeploymentException(
                "There is no release on the device that could be updated.", "Without --update it is installed."),
            DeploymentAction.RollBack when facts.Previous is null && !facts.IsOnTrial => throw new DeploymentException(
                "There is no release before the one that is in use."),
            _ => runtime,
        };
    }

    /// <summary>The files lie on the device twice for a while: as they arrive, and in their release.</summary>
    private static void CheckRoom(DeviceFacts facts, Release? release)
    {
        if (release is null)
            return;
        long needed = release.Length + SpareBytes;
        long free = Math.Min(facts.Free, facts.FreeForArrivals);
        if (free < needed)
        {
            throw new DeploymentException(
                FormattableString.Invariant($"The device has {free >> 20} MiB free, {needed >> 20} MiB are needed; nothing was sent."),
                "On the device, sudo apt-get clean and sudo journalctl --vacuum-size=50M make room.");
        }
    }

    private string? AskForRoot(DeviceFacts facts)
    {
        if (facts.Access != RootAccess.SudoWithPassword)
            return null;
        return tells.AskSecret($"Password for sudo on {request.Ssh.Destination.Host}") is { Length: > 0 } password
            ? password
            : throw new DeploymentException(
                $"sudo asks for a password of {request.Ssh.Destination.User}, and nobody is there to give it.",
                "Run it on a terminal, or let sudo ask for nothing: sudo raspi-config, or a line of NOPASSWD in /etc/sudoers.d.");
    }

    private async Task SendAsync(Arrival arrival, Release release, CancellationToken cancellation)
    {
        foreach ((string name, string path, long length) in release.Files)
        {
            tells.Tell(string.Create(CultureInfo.InvariantCulture, $"Sending {name}, {length / 1e6:0.0} MB."));
            await using FileStream file = File.OpenRead(path);
            await arrival.SendAsync("payload/" + name, file, cancellation);
        }

        await arrival.SendTextAsync("payload/SHA256SUMS", release.Checksums(), cancellation);
        if (request.Configuration is { } configuration)
        {
            await using FileStream file = File.OpenRead(configuration);
            await arrival.SendAsync("zipreader.toml", file, cancellation);
        }
    }

    private void Conclude(int code)
    {
        switch (code)
        {
            case 0:
                tells.Tell("The service runs, and the doctor found nothing wrong.");
                return;
            case 10:
                throw new DeploymentException("The device did not take it, and goes on as before.");
            case 11:
                throw new DeploymentException("What was tried is not healthy; the release before runs again.");
            case 12:
                throw new DeploymentException(
                    "The release is on the device, and not healthy; there is none before to go back to.",
                    "When what stands above is mended: sudo systemctl restart zipreader");
            case 13:
                throw new DeploymentException(
                    "Neither what was tried nor the release before is healthy.", "On the device: journalctl -u zipreader -n 50");
            case 14:
                throw new DeploymentException("The service runs, and the doctor found something wrong; what mends it stands above.");
            default:
                throw new DeploymentException(
                    string.Create(CultureInfo.InvariantCulture, $"The device ended with exit code {code}; what it said stands above."));
        }
    }
}
