using EdgeNet.Vision.Pictures.Pgm;
using EdgeNet.Vision.Pictures.Png;

namespace EdgeNet.Vision.Pictures;

/// <summary>Reads and writes grey pictures. The format is told by the first bytes, not by the file's extension.</summary>
public static class PictureFile
{
    private const int FirstBlock = 1 << 16;

    /// <summary>Reads a PNG or PGM file as grey.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture; colours become grey by their Rec. 601 luma, transparency shows white.</returns>
    /// <exception cref="PictureException">The file is missing, is not a picture, is damaged, or is beyond <see cref="PictureLimits"/>.</exception>
    public static GreyPicture Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(ReadBytes(path), path);
    }

    /// <summary>Reads a PNG or PGM picture from memory.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The name for error messages.</param>
    /// <returns>The picture; colours become grey by their Rec. 601 luma, transparency shows white.</returns>
    /// <exception cref="PictureException">The data are not a picture, are damaged, or are beyond <see cref="PictureLimits"/>.</exception>
    public static GreyPicture Read(ReadOnlySpan<byte> data, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfNoPicture(data, name);
        return PngDecoder.Recognises(data) ? PngDecoder.Decode(data, name) : PgmDecoder.Decode(data, name);
    }

    /// <summary>Writes a frame as an 8-bit grey PNG.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="frame">What.</param>
    public static void WritePng(Stream stream, GreyFrame frame)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngEncoder.Encode(stream, frame);
    }

    /// <summary>Writes a frame as a binary PGM (P5) with 255 as the largest value.</summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="frame">What.</param>
    public static void WritePgm(Stream stream, GreyFrame frame)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PgmEncoder.Encode(stream, frame);
    }

    // Read by blocks, the first judged before the rest: a device or a pipe without end must not fill the memory.
    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            long length = file.CanSeek ? file.Length : 0;
            if (length > PictureLimits.MaxFileLength)
                throw TooLong(path, length);
            byte[] bytes = new byte[length > 0 ? (int)length : FirstBlock];
            int least = Math.Min(bytes.Length, PngDecoder.SignatureLength);
            int count = file.ReadAtLeast(bytes.AsSpan(0, Math.Min(bytes.Length, FirstBlock)), least, throwOnEndOfStream: false);
            ThrowIfNoPicture(bytes.AsSpan(0, count), path);
            while (true)
            {
                // One byte more than a seekable file's length tells whether it still grows.
                if (count == bytes.Length)
                {
                    int next = length > 0 ? file.ReadByte() : 0;
                    if (next < 0)
                        break;
                    if (count >= PictureLimits.MaxFileLength)
                        throw TooLong(path, count + 1L);
                    Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, PictureLimits.MaxFileLength));
                    if (length > 0)
                        bytes[count++] = (byte)next;
                }

                int read = file.Read(bytes, count, bytes.Length - count);
                if (read == 0)
                    break;
                count += read;
            }

            return count == bytes.Length ? bytes : bytes[..count];
        }
        catch (FileNotFoundException error)
        {
            throw PictureException.In(path, $"no such file", error);
        }
        catch (DirectoryNotFoundException error)
        {
            throw PictureException.In(path, $"no such file", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw PictureException.In(path, Directory.Exists(path) ? $"expected a picture file, found a folder" : (FormattableString)$"permission denied", error);
        }
        catch (IOException error)
        {
            throw PictureException.In(path, $"cannot be read: {error.Message}", error);
        }
    }

    private static void ThrowIfNoPicture(ReadOnlySpan<byte> data, string name)
    {
        if (data.IsEmpty)
            throw PictureException.In(name, $"expected a PNG or PGM picture, found an empty file");
        if (!PngDecoder.Recognises(data) && !PgmDecoder.Recognises(data))
        {
            string start = Convert.ToHexString(data[..Math.Min(data.Length, PngDecoder.SignatureLength)]);
            throw PictureException.In(name, $"expected a PNG or PGM (P2, P5) picture, found a file that begins with 0x{start}");
        }
    }

    private static PictureException TooLong(string path, long length) =>
        PictureException.In(path, $"expected at most {PictureLimits.MaxFileLength} bytes, found {length}");
}
