using System.Text;
using EdgeNet.Devices.Gpio.Chips;
using EdgeNet.Devices.Linux;

namespace EdgeNet.Devices.Gpio.Tests.Chips;

/// <summary>A kernel with GPIO chips.</summary>
internal sealed unsafe class FakeChips : IKernel
{
    /// <summary>Chips by number, with their lines' names and users.</summary>
    public SortedDictionary<int, (string Label, (string Name, string Consumer, bool IsUsed)[] Lines)> Chips { get; } = [];

    public Errno OpenFails { get; set; }

    public int Opened { get; private set; }

    /// <summary>The board of a Raspberry Pi 4 with another chip before it, line 4 of which is used.</summary>
    public static FakeChips RaspberryPi()
    {
        var kernel = new FakeChips();
        kernel.Chips[0] = ("raspberrypi-exp-gpio", [("BT_ON", "", false)]);
        kernel.Chips[3] = (
            "pinctrl-bcm2711",
            [.. Enumerable.Range(0, 28).Select(i => ($"GPIO{i}", i == 4 ? "onewire@0" : "", i is 4 or 5))]);
        return kernel;
    }

    public int Open(string path)
    {
        if (OpenFails != Errno.None)
            return -(int)OpenFails;
        if (!path.StartsWith("/dev/gpiochip", StringComparison.Ordinal) || !Chips.ContainsKey(int.Parse(path["/dev/gpiochip".Length..])))
            return -(int)Errno.NoEntry;
        Opened++;
        return 100 + int.Parse(path["/dev/gpiochip".Length..]);
    }

    public int Close(int file)
    {
        Opened--;
        return 0;
    }

    public int Control(int file, uint request, void* argument)
    {
        var (label, lines) = Chips[file - 100];
        if (request == GpioChips.GetChipInfo)
        {
            var info = (EdgeNet.Devices.Gpio.Chips.GpioChipInfo*)argument;
            Text($"gpiochip{file - 100}", info->Name);
            Text(label, info->Label);
            info->Lines = (uint)lines.Length;
            return 0;
        }

        Assert.Equal(GpioChips.GetLineInfo, request);
        var line = (GpioLineInfo*)argument;
        Text(lines[line->Offset].Name, line->Name);
        Text(lines[line->Offset].Consumer, line->Consumer);
        line->Flags = lines[line->Offset].IsUsed ? GpioLineInfo.Used : 0;
        return 0;
    }

    public int Poll(int file, int milliseconds, out PollEvents events) => throw new NotSupportedException();

    public int Read(int file, Span<byte> bytes) => throw new NotSupportedException();

    public int Map(int file, long offset, nuint length, out nint address) => throw new NotSupportedException();

    public int Unmap(nint address, nuint length) => throw new NotSupportedException();

    private static void Text(string text, byte* to)
    {
        var field = new Span<byte>(to, 32);
        field.Clear();
        Encoding.UTF8.GetBytes(text).CopyTo(field);
    }
}
