using EdgeNet.Deployment.Device;

namespace EdgeNet.Deployment.Programs;

/// <summary>Names of what programs are compiled for.</summary>
public static class DeviceRuntimes
{
    private static readonly (DeviceRuntime Runtime, string Name)[] Names =
    [
        (DeviceRuntime.LinuxArm64, "linux-arm64"),
        (DeviceRuntime.LinuxX64, "linux-x64"),
        (DeviceRuntime.LinuxArm, "linux-arm"),
    ];

    /// <summary>All names, as .NET has them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Names.Select(pair => pair.Name)];

    /// <summary>The name, as .NET has it.</summary>
    /// <param name="runtime">What the program is compiled for.</param>
    public static string Name(this DeviceRuntime runtime) => Names.First(pair => pair.Runtime == runtime).Name;

    /// <summary>Reads a name.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <returns>Null for any other name.</returns>
    public static DeviceRuntime? Parse(string? name) =>
        Names.Where(pair => pair.Name == name).Select(pair => (DeviceRuntime?)pair.Runtime).FirstOrDefault();

    /// <summary>What a device runs.</summary>
    /// <param name="facts">What it says of itself.</param>
    /// <exception cref="DeploymentException">Nothing that there is a program for.</exception>
    internal static DeviceRuntime Of(DeviceFacts facts)
    {
        if (facts.Kernel != "Linux")
            throw new DeploymentException($"The device runs {facts.Kernel}; expected Linux.");
        return (facts.Machine, facts.Bits) switch
        {
            ("aarch64", 64) => DeviceRuntime.LinuxArm64,
            ("x86_64", 64) => DeviceRuntime.LinuxX64,
            // Raspberry Pi OS (32-bit) has a 64-bit kernel on newer boards: its programs are what counts.
            ("aarch64" or "armv7l" or "armv6l", 32) => DeviceRuntime.LinuxArm,
            _ => throw new DeploymentException(
                FormattableString.Invariant($"The device is {facts.Machine} with {facts.Bits} bits; expected {string.Join(", ", All)}.")),
        };
    }
}
