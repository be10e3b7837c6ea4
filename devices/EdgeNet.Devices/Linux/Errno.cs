namespace EdgeNet.Devices.Linux;

/// <summary>The kernel's error numbers that mean something here; the same on x64 and arm64.</summary>
internal enum Errno
{
    None = 0,
    NotPermitted = 1,
    NoEntry = 2,
    Interrupted = 4,
    InputOutput = 5,
    NoSuchAddress = 6,
    Again = 11,
    NoMemory = 12,
    Access = 13,
    Busy = 16,
    NoDevice = 19,
    Invalid = 22,
    NotATerminal = 25,
    NoSpace = 28,
    Range = 34,
    TimedOut = 110,
}
