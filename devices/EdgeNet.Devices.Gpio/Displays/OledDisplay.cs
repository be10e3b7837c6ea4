using System.Device.I2c;
using Iot.Device.Ssd13xx.Commands;
using Iot.Device.Ssd13xx.Commands.Ssd1306Commands;

namespace EdgeNet.Devices.Gpio.Displays;

/// <summary>
/// An SSD1306 of 128×64 or 128×32 dots, the small blue or white one. It is driven by the commands of Iot.Device.Bindings, and not by its
/// Ssd1306 class, which in 4.2.0 knows 32 rows alone and draws through a graphics library.
/// </summary>
public sealed class OledDisplay : ITextDisplay
{
    /// <summary>The address that nearly all of them have.</summary>
    public const int UsualAddress = 0x3C;

    private const int Width = 128;
    private const byte IsCommand = 0x00;
    private const byte IsData = 0x40;

    // I2C adapters differ in how long a message may be; all take so much.
    private const int MessageLength = 32;

    private readonly I2cDevice _bus;
    private readonly int _height;
    private readonly byte[] _dots;

    /// <summary>Switches a display on, dark.</summary>
    /// <param name="bus">The display, disposed with this.</param>
    /// <param name="height">Rows, 64 or 32.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    public OledDisplay(I2cDevice bus, int height = 64)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (height is not (32 or 64))
            throw new ArgumentOutOfRangeException(nameof(height), height, "Expected 32 or 64 rows.");
        _bus = bus;
        _height = height;
        _dots = new byte[Width * height / 8];
        Start();
        Send();
    }

    /// <inheritdoc/>
    public void Show(string headline, string detail)
    {
        ArgumentNullException.ThrowIfNull(headline);
        ArgumentNullException.ThrowIfNull(detail);
        Array.Clear(_dots);
        int room = _height - PixelFont.Height - 1;
        int scale = Math.Clamp(Math.Min(room / PixelFont.Height, Width / (Math.Max(1, headline.Length) * (PixelFont.Width + 1))), 1, 4);
        Draw(headline, 0, scale);
        Draw(detail, _height - PixelFont.Height, 1);
        Send();
    }

    /// <summary>Switches the display off, as far as it answers.</summary>
    public void Dispose()
    {
        try
        {
            Send(new SetDisplayOff());
        }
        catch (IOException)
        {
            // It is gone already.
        }

        _bus.Dispose();
    }

    private void Draw(string text, int top, int scale)
    {
        int left = 0;
        foreach (char letter in text)
        {
            for (int x = 0; x < PixelFont.Width * scale; x++)
            {
                for (int y = 0; y < PixelFont.Height * scale; y++)
                {
                    if (left + x < Width && PixelFont.IsLit(letter, x / scale, y / scale))
                        _dots[(top + y) / 8 * Width + left + x] |= (byte)(1 << (top + y) % 8);
                }
            }

            left += (PixelFont.Width + 1) * scale;
        }
    }

    private void Start()
    {
        Send(new SetDisplayOff());
        Send(new SetDisplayClockDivideRatioOscillatorFrequency(0, 8));
        Send(new SetMultiplexRatio((byte)(_height - 1)));
        Send(new SetDisplayOffset(0));
        Send(new SetDisplayStartLine(0));
        Send(new SetChargePump(true));
        Send(new SetMemoryAddressingMode(SetMemoryAddressingMode.AddressingMode.Horizontal));
        Send(new SetSegmentReMap(true));
        Send(new SetComOutputScanDirection(false));
        // 64 rows are wired alternately, 32 one after the other.
        Send(new SetComPinsHardwareConfiguration(_height == 64, false));
        Send(new SetContrastControlForBank0(0x8F));
        Send(new SetPreChargePeriod(1, 15));
        Send(new SetVcomhDeselectLevel(SetVcomhDeselectLevel.DeselectLevel.Vcc1_00));
        Send(new EntireDisplayOn(false));
        Send(new SetNormalDisplay());
        Send(new SetDisplayOn());
    }

    private void Send()
    {
        Send(new SetColumnAddress(0, Width - 1));
        Send(new SetPageAddress(PageAddress.Page0, (PageAddress)(_height / 8 - 1)));
        Span<byte> message = stackalloc byte[1 + MessageLength];
        message[0] = IsData;
        for (int at = 0; at < _dots.Length; at += MessageLength)
        {
            _dots.AsSpan(at, MessageLength).CopyTo(message[1..]);
            _bus.Write(message);
        }
    }

    private void Send(ICommand command)
    {
        byte[] bytes = command.GetBytes();
        Span<byte> message = stackalloc byte[1 + bytes.Length];
        message[0] = IsCommand;
        bytes.CopyTo(message[1..]);
        _bus.Write(message);
    }
}
