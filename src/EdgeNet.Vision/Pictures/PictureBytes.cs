namespace EdgeNet.Vision.Pictures;

/// <summary>Loads a file by blocks, the first judged before the rest: a device or a pipe without end must not fill the memory.</summary>
internal static class PictureBytes
{
    private const int FirstBlock = 1 << 16;

    internal static byte[] Read(string path, PictureReader reader)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            long length = file.CanSeek ? file.Length : 0;
            if (length > PictureLimits.MaxFileLength)
                throw TooLong(path, length);
            byte[] bytes = new byte[length > 0 ? (int)length : FirstBlock];
            int least = Math.Min(bytes.Length, PictureFormats.BytesToRecognise);
            int count = file.ReadAtLeast(bytes.AsSpan(0, Math.Min(bytes.Length, FirstBlock)), least, throwOnEndOfStream: false);
            reader.ThrowIfNotRead(bytes.AsSpan(0, count), path);
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

    private static PictureException TooLong(string path, long length) =>
        PictureException.In(path, $"expected at most {PictureLimits.MaxFileLength} bytes, found {length}");
}
