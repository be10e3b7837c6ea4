using EdgeNet.Devices.Events;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Tests.Events;

public sealed class ReadingEventTests
{
    private static readonly ReadingEvent Plain = new()
    {
        Id = "1",
        Time = DateTimeOffset.UnixEpoch,
        Source = "camera",
        Pattern = "zip",
        Confidence = 1,
    };

    [Fact]
    public void APictureBecomesAPngWhenItIsAskedForAndItsRoomStays()
    {
        var picture = new GreyPicture(7, 3);
        for (int i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)(i * 11);
        byte[] pixels = picture.Pixels.ToArray();
        ReadingEvent reading = Plain with { Picture = new EventPicture(picture) };
        Assert.Equal(21, reading.EvidenceRoom);
        Assert.Equal(pixels, PictureFile.Read(reading.Evidence.Span, "evidence").Pixels.ToArray());
        Assert.Equal(21, reading.EvidenceRoom);
        Assert.Equal(reading.Evidence, reading.Evidence);
    }

    [Fact]
    public void EvidenceTakesThePicturesPlace()
    {
        ReadingEvent reading = Plain with { Picture = new EventPicture(new GreyPicture(2, 2)) };
        Assert.Equal([1, 2], (reading with { Evidence = new byte[] { 1, 2 } }).Evidence.ToArray());
        Assert.Equal((0, true), ((reading with { Evidence = default }).EvidenceRoom, (reading with { Evidence = default }).Evidence.IsEmpty));
        Assert.Equal((0, true), (Plain.EvidenceRoom, Plain.Evidence.IsEmpty));
    }
}
