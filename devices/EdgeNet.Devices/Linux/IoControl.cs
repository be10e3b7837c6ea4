namespace EdgeNet.Devices.Linux;

/// <summary>The numbers of ioctl requests: direction, size of the structure, kind of device, number.</summary>
internal static class IoControl
{
    internal static uint Write(char kind, uint number, int size) => Number(1, kind, number, size);

    internal static uint Read(char kind, uint number, int size) => Number(2, kind, number, size);

    internal static uint ReadWrite(char kind, uint number, int size) => Number(3, kind, number, size);

    private static uint Number(uint direction, char kind, uint number, int size) =>
        direction << 30 | (uint)size << 16 | (uint)kind << 8 | number;
}
