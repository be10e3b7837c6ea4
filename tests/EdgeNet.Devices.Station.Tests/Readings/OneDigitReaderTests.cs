using EdgeNet.Devices.Station.Readings;
using EdgeNet.Vision.Digits;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Readings;

public sealed class OneDigitReaderTests
{
    private static readonly FieldPattern OneDigit = FieldPattern.Parse("digits 1");

    [Fact]
    public void The_likeliest_digits_are_told_with_the_region_as_their_box()
    {
        FrameReading reading = Read(new FakeDigits { [7] = 0.8f, [1] = 0.15f, [10] = 0.05f });
        Assert.Equal("7", reading.Text.ToString());
        Assert.Equal(0.8f, reading.Confidence, 1e-5f);
        Assert.Equal(2, reading.AlternativeCount);
        Assert.Equal("1", reading.AlternativeText(1).ToString());
        Assert.Equal(new PixelBox(100, 50, 32, 32), Assert.Single(reading.Symbols.ToArray()).Box);
    }

    [Fact]
    public void What_is_no_digit_and_an_empty_wheel_are_nothing()
    {
        Assert.False(Read(new FakeDigits { [7] = 0.3f, [10] = 0.7f }).HasField);
        Assert.False(Read(new FakeDigits { [7] = 1 }, hasInk: false).HasField);
    }

    [Fact]
    public void The_threshold_is_the_pattern_s_unless_it_is_given()
    {
        var digits = new DigitReader(new FakeDigits());
        Assert.Equal(0.9f, new OneDigitReader(digits, OneDigit).AcceptThreshold);
        Assert.Equal(0.6f, new OneDigitReader(digits, OneDigit, 0.6f).AcceptThreshold);
    }

    private static FrameReading Read(FakeDigits network, bool hasInk = true)
    {
        var picture = new GreyPicture(32, 32);
        for (int y = 0; y < 32; y++)
        {
            for (int x = 0; x < 32; x++)
                picture.Row(y)[x] = (byte)(hasInk && x is > 13 and < 18 && y is > 5 and < 26 ? 20 : 230);
        }

        var reading = new FrameReading();
        reading.Add("before", 1);
        new OneDigitReader(new DigitReader(network), OneDigit).Read(picture.Frame, 100, 50, reading);
        return reading;
    }

    /// <summary>A network that gives the same probabilities whatever it sees.</summary>
    private sealed class FakeDigits : INetwork<float>
    {
        private readonly float[] _probabilities = new float[11];

        public NetworkInfo Info { get; } = new("Fake", "fake", [32 * 32], [11], [], 0, 0, 0);

        public float this[int digit]
        {
            set => _probabilities[digit] = value;
        }

        public void Infer(ReadOnlySpan<float> input, Span<float> output) => _probabilities.CopyTo(output);

        public void Dispose() { }
    }
}
