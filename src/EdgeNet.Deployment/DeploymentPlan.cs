using System.Globalization;
using EdgeNet.Deployment.Device;
using EdgeNet.Deployment.Programs;

namespace EdgeNet.Deployment;

/// <summary>What would be done.</summary>
/// <param name="request">What is asked for.</param>
/// <param name="facts">What the device says of itself.</param>
/// <param name="runtime">What it runs.</param>
internal sealed class DeploymentPlan(DeploymentRequest request, DeviceFacts facts, DeviceRuntime runtime)
{
    /// <summary>Tells it, a line a step.</summary>
    /// <param name="release">What would be sent; null where it would be published first, or nothing is sent.</param>
    /// <param name="project">The project that would be published.</param>
    /// <param name="tell">Takes each line.</param>
    public void Tell(Release? release, string? project, Action<string> tell)
    {
        tell(FormattableString.Invariant($"The device is {runtime.Name()}, with {facts.Free >> 20} MiB free."));
        tell($"In use there is {Name(facts.Current)}, before it {Name(facts.Previous)}.");
        if (facts.IsOnTrial)
            tell("The last deployment ended in its middle.");
        tell("Nothing is changed. This would be done:");
        foreach (string step in Steps(release, project))
            tell("  " + step);
    }

    private IEnumerable<string> Steps(Release? release, string? project)
    {
        if (project is not null)
            yield return $"dotnet {string.Join(' ', Publisher.Arguments(project, runtime, "FOLDER"))}";
        if (facts.Access != RootAccess.IsRoot)
            yield return facts.Access == RootAccess.Sudo ? "become root by sudo" : "become root by sudo, with a password that is asked for";
        if (request.Action == DeploymentAction.RollBack)
        {
            yield return $"stop the service, let the doctor of {Name(facts.Current)} look";
            yield return $"use and start {Name(facts.Previous)}, and go back to {Name(facts.Current)} where it is not healthy";
            yield break;
        }

        foreach ((string name, _, long length) in release?.Files ?? [])
            yield return string.Create(CultureInfo.InvariantCulture, $"send {name}, {length / 1e6:0.0} MB");
        yield return "put it into /opt/zipreader/releases, look whether it is whole and runs there";
        yield return Configuration();
        yield return "let root and the service alone read it, where everybody can";
        yield return "write /etc/systemd/system/zipreader.service, as the program prints it, and enable it";
        yield return "stop the service, let the doctor look, start the new release";
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"wait until it is ready, {request.HealthyWithin.TotalSeconds:0} s at most, and has run for {request.Settle.TotalSeconds:0} s");
        if (request.Action == DeploymentAction.Update)
            yield return $"go back to {Name(facts.Current)} where it is not healthy";
    }

    private string Configuration() => (facts.HasConfiguration, request.Configuration) switch
    {
        (true, null) => "leave /etc/zipreader/zipreader.toml as it is",
        (true, _) => "leave /etc/zipreader/zipreader.toml as it is, and put the other configuration beside it",
        (false, null) => "write /etc/zipreader/zipreader.toml, the commented template",
        (false, { } file) => $"write /etc/zipreader/zipreader.toml from {file}",
    };

    private static string Name(long? release) => release is { } number ? FormattableString.Invariant($"release {number}") : "no release";
}
