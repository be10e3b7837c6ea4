using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Status.Tests;

public class RecentReadingsTests
{
    private readonly RecentReadings _readings = new(TestReadings.Format);

    [Fact]
    public void The_newest_come_first_and_none_twice()
    {
        for (int i = 0; i < 5; i++)
            _readings.OnEvent(TestReadings.Event());
        Assert.Equal([5, 4], _readings.Latest(2).Select(entry => entry.Place));
        Assert.Equal([3, 2, 1], _readings.Latest(10, before: 4).Select(entry => entry.Place));
    }

    [Fact]
    public void They_are_bounded_in_number()
    {
        ReadingEvent first = TestReadings.Event();
        _readings.OnEvent(first);
        for (int i = 0; i < RecentReadings.MostReadings; i++)
            _readings.OnEvent(TestReadings.Event());
        Assert.Equal(RecentReadings.MostReadings, _readings.Latest(1000).Count);
        Assert.Null(_readings.Find(first.Id));
        Assert.True(_readings.ReadCrop(first.Id).IsEmpty);
        Assert.False(_readings.Correct(first.Id, "1"));
    }

    [Fact]
    public void They_are_bounded_in_bytes()
    {
        byte[] crop = new byte[RecentReadings.MostCropBytes / 4];
        for (int i = 0; i < 10; i++)
            _readings.OnEvent(TestReadings.Event(crop: crop));
        Assert.Equal(4, _readings.Latest(1000).Count);
        _readings.OnEvent(TestReadings.Event(crop: new byte[RecentReadings.MostCropBytes + 1]));
        Assert.Empty(_readings.Latest(1000));
    }

    [Fact]
    public void A_correction_stays_with_its_reading()
    {
        ReadingEvent reading = TestReadings.Event(crop: [1, 2, 3]);
        _readings.OnEvent(reading);
        Assert.True(_readings.Correct(reading.Id, "02138"));
        Assert.Equal("02138", _readings.Find(reading.Id)!.Correction);
        Assert.Equal([1, 2, 3], _readings.ReadCrop(reading.Id).ToArray());
    }
}
