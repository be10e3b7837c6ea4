namespace EdgeNet.Deployment.Programs;

/// <summary>What a program is compiled for.</summary>
public enum DeviceRuntime
{
    /// <summary>Raspberry Pi 3, 4, 5 and Zero 2 W with a 64-bit system.</summary>
    LinuxArm64,

    /// <summary>A PC.</summary>
    LinuxX64,

    /// <summary>A 32-bit system on Arm, where .NET has no SIMD: for programs that are there already.</summary>
    LinuxArm,
}
