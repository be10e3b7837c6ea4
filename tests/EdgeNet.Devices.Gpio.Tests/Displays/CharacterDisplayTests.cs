using System.Text;
using EdgeNet.Devices.Gpio.Displays;

namespace EdgeNet.Devices.Gpio.Tests.Displays;

public sealed class CharacterDisplayTests
{
    [Theory]
    [InlineData(2, 16, 0x40)]
    [InlineData(4, 20, 0x40)]
    public void WholeLinesAreWritten(int lines, int letters, int secondLine)
    {
        var bus = new RecordingI2cDevice(CharacterDisplay.UsualAddress);
        using var display = new CharacterDisplay(bus, lines);
        bus.Sent.Clear();
        display.Show("02139", "98.9 %");
        Assert.Equal([0x80, 0x80 | secondLine], Bytes(bus, isData: false).Select(b => (int)b));
        Assert.Equal("02139".PadRight(letters) + "98.9 %".PadRight(letters), Encoding.ASCII.GetString(Bytes(bus, isData: true)));
    }

    [Fact]
    public void LongAndForeignTextsAreCutOffAndQuestionMarks()
    {
        var bus = new RecordingI2cDevice(0x27);
        using var display = new CharacterDisplay(bus);
        bus.Sent.Clear();
        display.Show("123456789012345678", "a\\ü");
        Assert.Equal("1234567890123456" + "a??".PadRight(16), Encoding.ASCII.GetString(Bytes(bus, isData: true)));
    }

    /// <summary>Four bits a byte beside the PCF8574's lines: register select 1, enable 4. A nibble is taken as enable falls.</summary>
    private static byte[] Bytes(RecordingI2cDevice bus, bool isData)
    {
        byte[] sent = [.. bus.Sent.SelectMany(m => m)];
        var nibbles = new List<int>();
        for (int i = 1; i < sent.Length; i++)
        {
            bool falls = (sent[i - 1] & 4) != 0 && (sent[i] & 4) == 0;
            if (falls && (sent[i - 1] & 1) != 0 == isData)
                nibbles.Add(sent[i - 1] >> 4);
        }

        return [.. nibbles.Chunk(2).Select(c => (byte)(c[0] << 4 | c[1]))];
    }
}
