using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.TiffFiles;

/// <summary>How much of a picture may be damaged: LibTiff reports damage, and may go on as if there were none.</summary>
internal readonly struct TiffFaults(TiffLog log, int most, string name)
{
    /// <summary>Refuses the picture if a row or tile cannot be read, or if there have been too many reports.</summary>
    /// <param name="isRead">Whether LibTiff gave it.</param>
    /// <param name="row">The picture's row.</param>
    internal void ThrowIfDamaged(bool isRead, int row)
    {
        if (!isRead || log.Count > most)
            throw PictureException.In(name, $"TIFF pixels, row {row}: expected whole data, found damage ({log.First})");
    }
}
