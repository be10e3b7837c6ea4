using System.Device.I2c;

namespace EdgeNet.Devices.Gpio.Tests.Displays;

/// <summary>An I2C bus that writes down what it is sent.</summary>
internal sealed class RecordingI2cDevice(int address) : I2cDevice
{
    public List<byte[]> Sent { get; } = [];

    public bool IsGone { get; set; }

    public bool IsDisposed { get; private set; }

    public override I2cConnectionSettings ConnectionSettings { get; } = new(1, address);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsGone)
            throw new IOException("Error 121. Could not write to the I2C bus.");
        Sent.Add(buffer.ToArray());
    }

    public override void WriteByte(byte value) => Write([value]);

    public override void Read(Span<byte> buffer) => buffer.Clear();

    public override byte ReadByte() => 0;

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;
}
