using EdgeNet.Safety;

namespace EdgeNet.Vision.Pictures;

/// <summary>The files of a folder, as pictures to read and pictures of other formats.</summary>
public sealed class PictureListing
{
    internal PictureListing(string[] files, PictureReader reader)
    {
        var pictures = new List<string>();
        foreach (string file in files)
        {
            // A pipe has no end that anybody knows of, and would hold up all others.
            if (FileKind.OtherThanRegular(file) is not null)
                continue;
            PictureFormat format = IsHidden(file) ? PictureFormat.Unknown : PictureFormats.OfExtension(file);
            if (reader.Reads(format))
                pictures.Add(file);
            else if (format != PictureFormat.Unknown)
                PassedOver.Add(format);
        }

        pictures.Sort(StringComparer.Ordinal);
        Pictures = pictures;
    }

    /// <summary>The paths of the pictures, in ordinal order.</summary>
    public IReadOnlyList<string> Pictures { get; }

    /// <summary>
    /// The pictures of formats that the reader does not read, by their extensions. Files that are no pictures are not counted.
    /// </summary>
    public PictureCounts PassedOver { get; } = new();

    /// <summary>
    /// Whether a file or folder is passed over without a word: its name begins with a dot, or is one that systems and tools leave for
    /// themselves (macOS in archives, Windows on disks, Synology's and Python's indexes).
    /// </summary>
    /// <param name="path">Its path.</param>
    public static bool IsHidden(string path)
    {
        ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
        return name.StartsWith('.') || name is "__MACOSX" or "@eaDir" or "$RECYCLE.BIN" or "System Volume Information" or "lost+found" or "__pycache__";
    }
}
