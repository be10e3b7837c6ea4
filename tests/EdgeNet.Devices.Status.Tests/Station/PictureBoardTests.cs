using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status.Tests.Station;

public class PictureBoardTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public void There_is_no_picture_before_the_first_frame()
    {
        var board = new PictureBoard(_clock);
        Assert.False(board.TryCopy(new StationPicture()));
    }

    [Fact]
    public void A_copy_is_the_frame_without_its_padding()
    {
        var board = new PictureBoard(_clock);
        byte[] pixels = [1, 2, 3, 99, 4, 5, 6, 99];
        board.Publish(_clock.GetUtcNow(), new GreyFrame(pixels, 3, 2, 4), [new StationDigit('7', 0.5f, 1, 0, 1, 1)]);
        var picture = new StationPicture();
        Assert.True(board.TryCopy(picture));
        Assert.Equal((3, 2, 1L), (picture.Width, picture.Height, picture.Number));
        Assert.Equal([1, 2, 3, 4, 5, 6], picture.Pixels.ToArray());
        Assert.Equal('7', Assert.Single(picture.Digits.ToArray()).Character);
    }

    [Fact]
    public void Unwatched_frames_are_copied_once_a_second_and_watched_ones_each_time()
    {
        var board = new PictureBoard(_clock);
        var picture = new StationPicture();
        Publish(board, 1);
        _clock.Pass(TimeSpan.FromMilliseconds(500));
        Publish(board, 2);
        Assert.True(board.TryCopy(picture));
        Assert.Equal(1, picture.Pixels[0]);
        Publish(board, 3);
        Assert.True(board.TryCopy(picture));
        Assert.Equal(3, picture.Pixels[0]);
        _clock.Pass(TimeSpan.FromSeconds(20));
        Publish(board, 4);
        Publish(board, 5);
        Assert.True(board.TryCopy(picture));
        Assert.Equal(4, picture.Pixels[0]);
        Assert.Equal(4, picture.Number);
    }

    [Fact]
    public void Frames_of_other_sizes_follow_one_another()
    {
        var board = new PictureBoard(_clock);
        var picture = new StationPicture();
        foreach (int side in new[] { 4, 9, 2 })
        {
            board.TryCopy(picture);
            board.Publish(_clock.GetUtcNow(), new GreyFrame(new byte[side * side], side, side), []);
            Assert.True(board.TryCopy(picture));
            Assert.Equal(side * side, picture.Pixels.Length);
        }
    }

    [Fact]
    public void A_frame_allocates_nothing_watched_or_not()
    {
        var board = new PictureBoard(_clock);
        var picture = new StationPicture();
        byte[] pixels = new byte[64 * 48];
        StationDigit[] digits = [.. Enumerable.Range(0, 40).Select(i => new StationDigit('1', 1, i, 0, 1, 1))];
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                board.Publish(DateTimeOffset.UnixEpoch, new GreyFrame(pixels, 64, 48), digits);
                if (i % 3 == 0) board.TryCopy(picture);
                _clock.Pass(TimeSpan.FromSeconds(3));
            }
        }));
    }

    private void Publish(PictureBoard board, byte value) => board.Publish(_clock.GetUtcNow(), new GreyFrame([value], 1, 1), []);
}
