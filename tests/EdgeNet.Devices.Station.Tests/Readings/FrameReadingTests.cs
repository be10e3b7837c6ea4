using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Tests.Weights;
using EdgeNet.Devices.Station.Weights;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Reading.Tracing;

namespace EdgeNet.Devices.Station.Tests.Readings;

public sealed class FrameReadingTests
{
    [Fact]
    public void A_field_is_taken_over_with_its_boxes_in_the_frame()
    {
        var fake = new FakeReader(FieldPattern.Zip);
        ReadField field = fake.Reading.AddField();
        field.Add(new ReadSymbol('7', 0.9f, new PixelBox(1, 2, 3, 4)));
        field.AddAlternative("7", 0.8f);
        field.AddAlternative("1", 0.1f);
        fake.Reading.Set(0.8f, isAccepted: true, isLightInk: false);
        var reading = new FrameReading();
        new DigitRegionReader(fake).Read(new GreyPicture(2, 2).Frame, 100, 200, reading);
        Assert.Equal(("7", 0.8f, 2), (reading.Text.ToString(), reading.Confidence, reading.AlternativeCount));
        Assert.Equal(("1", 0.1f), (reading.AlternativeText(1).ToString(), reading.AlternativeConfidence(1)));
        Assert.Equal(new PixelBox(101, 202, 3, 4), reading.Box());
        fake.Reading.Clear();
        new DigitRegionReader(fake).Read(new GreyPicture(2, 2).Frame, 0, 0, reading);
        Assert.False(reading.HasField);
        Assert.Equal(default, reading.Box());
    }

    [Fact]
    public void Lines_are_one_text_and_too_many_are_cut()
    {
        var fake = new FakeReader(FieldPattern.Lines);
        for (int line = 0; line < 200; line++)
        {
            ReadField field = fake.Reading.AddField(line / 2);
            for (int i = 0; i < 10; i++)
                field.Add(new ReadSymbol((char)('0' + i), 0.9f, default));
        }

        var page = new FrameReading(isPage: true);
        page.Take(fake.Reading, 0, 0);
        Assert.StartsWith("0123456789 0123456789\n0123456789 0123456789\n", page.Text.ToString());
        Assert.InRange(page.Text.Length, FrameReading.MostCharacters - 11, FrameReading.MostCharacters);
        Assert.Equal(1, page.AlternativeCount);
    }

    [Fact]
    public void The_self_test_says_which_sample_is_read_wrongly()
    {
        var fake = new FakeReader(FieldPattern.Zip);
        using var network = new FakeNetwork(1, FakeNetwork.Kind);
        var test = new ReadingTest([(new GreyPicture(2, 2), "7"), (new GreyPicture(2, 2), "8")], _ => fake);
        Assert.Equal("sample 1 of 2: expected '7', found nothing", test.Run(network));
        fake.Reading.AddField().Add(new ReadSymbol('7', 0.9f, default));
        Assert.Equal("sample 2 of 2: expected '8', found '7'", test.Run(network));
    }

    private sealed class FakeReader(FieldPattern pattern) : IDigitReader
    {
        public DigitReading Reading { get; } = new(pattern);

        public FieldPattern Pattern => pattern;

        public float AcceptThreshold => 0.5f;

        public DigitReading Read(GreyFrame frame, ReadingTrace? trace = null) => Reading;
    }
}
