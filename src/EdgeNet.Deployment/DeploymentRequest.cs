using EdgeNet.Deployment.Programs;
using EdgeNet.Deployment.Ssh;

namespace EdgeNet.Deployment;

/// <summary>What is to be deployed, and where.</summary>
public sealed record DeploymentRequest
{
    /// <summary>The device, and how it is reached.</summary>
    public required SshOptions Ssh { get; init; }

    /// <summary>What is to be done.</summary>
    public DeploymentAction Action { get; init; }

    /// <summary>Whether it is only said what would be done: nothing on the device is changed.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The program that is there already; null where <see cref="Project"/> is published.</summary>
    public string? Program { get; init; }

    /// <summary>The folder of the project that is published; null for devices/ZipReader of the checkout that one is in.</summary>
    public string? Project { get; init; }

    /// <summary>What the program is compiled for; null for what the device is.</summary>
    public DeviceRuntime? Runtime { get; init; }

    /// <summary>Weights that come with the program, in place of those in it; null for none.</summary>
    public string? Weights { get; init; }

    /// <summary>A configuration for a device that has none; null for the commented template.</summary>
    public string? Configuration { get; init; }

    /// <summary>How long the service may take until it is ready.</summary>
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How long it has to run without ending then, before it counts as healthy.</summary>
    internal TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What stands before every path on the device: tests have a folder for a root.</summary>
    internal string Root { get; init; } = "";
}
