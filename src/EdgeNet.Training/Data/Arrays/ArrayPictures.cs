using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Data.Arrays;

/// <summary>The pictures in an array.</summary>
/// <param name="levels">Their pixels.</param>
/// <param name="picture">The sizes of each, and whether its channels are last.</param>
internal sealed class ArrayPictures(PictureLevels levels, (int Channels, int Height, int Width, bool IsLast) picture)
{
    private readonly int _length = picture.Channels * picture.Height * picture.Width;

    /// <summary>Memory of a thread.</summary>
    public PictureScratch CreateScratch() => new(levels.AreConverted ? _length : 0);

    /// <summary>A picture.</summary>
    /// <param name="index">Which.</param>
    /// <param name="scratch">The thread's memory.</param>
    public PixelPlanes Planes(int index, PictureScratch scratch)
    {
        var (channels, height, width, isLast) = picture;
        return new(levels.Read((long)index * _length, _length, scratch), width, height)
        {
            Channels = channels,
            RowStep = isLast ? channels * width : width,
            PixelStep = isLast ? channels : 1,
            ChannelStep = isLast ? 1 : height * width,
        };
    }

    /// <summary>Whether no picture has a bright border.</summary>
    public bool HaveDarkBorders(int count)
    {
        PictureScratch scratch = CreateScratch();
        for (int i = 0; i < count; i++)
            if (PicturePreparer.HasBrightBorder(Planes(i, scratch))) return false;
        return true;
    }
}
