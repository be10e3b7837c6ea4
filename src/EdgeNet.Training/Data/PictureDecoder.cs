using EdgeNet.Imaging;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Preparation;

namespace EdgeNet.Training.Data;

/// <summary>Decodes pictures, and prepares them as <see cref="PicturePreparer"/> does.</summary>
/// <param name="files">The data set's files.</param>
/// <param name="preparation">How pictures are prepared.</param>
internal sealed class PictureDecoder(DataFiles files, InputPreparation preparation) : SampleDecoder
{
    private readonly PicturePreparer _preparer = new(preparation);
    private byte[] _file = [];

    /// <inheritdoc/>
    public override void Decode(string path, Span<byte> sample) => _preparer.PrepareBytes(Read(path), sample);

    /// <summary>Reads a picture, in colour where the network wants colours.</summary>
    /// <exception cref="TrainingException">It cannot be read.</exception>
    public GreyPicture Read(string path)
    {
        try
        {
            int length = files.Read(path, ref _file, PictureLimits.MaxFileLength);
            ReadOnlySpan<byte> bytes = _file.AsSpan(0, length);
            GreyPicture picture = _preparer.WantsColors ? DesktopPictures.Reader.ReadColor(bytes, path)
                : DesktopPictures.Reader.Read(bytes, path);
            Warning = picture.Warning;
            return picture;
        }
        catch (PictureException e)
        {
            throw new TrainingException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }
    }
}
