namespace EdgeNet.Devices.Linux;

/// <summary>What poll waits for, and tells.</summary>
[Flags]
internal enum PollEvents : short
{
    None = 0,
    In = 1,
    Error = 8,
    HangUp = 16,
}
