namespace EdgeNet.Vision.Pictures;

/// <summary>
/// Reads pictures, as grey or in colour, upright as their EXIF orientation says. <see cref="Device"/> has the decoders that are compiled into a device's
/// program; a desktop program derives one with more formats. Whoever takes pictures takes a reader. Safe for use by several threads at
/// once.
/// </summary>
public abstract class PictureReader
{
    private readonly PictureFormat[] _formats;

    /// <summary>A reader of some formats.</summary>
    /// <param name="formats">The formats that <see cref="Decode"/> takes, in the order in which messages list them.</param>
    protected PictureReader(params ReadOnlySpan<PictureFormat> formats)
    {
        _formats = formats.ToArray();
        string[] names = Array.ConvertAll(_formats, PictureFormats.NameOf);
        FormatNames = names.Length == 1 ? names[0] : $"{string.Join(", ", names, 0, names.Length - 1)} or {names[^1]}";
    }

    /// <summary>The reader without native libraries: JPEG, PNG and PNM.</summary>
    public static PictureReader Device { get; } = new DevicePictures();

    /// <summary>The formats' names as a text, as in "JPEG, PNG or PNM".</summary>
    public string FormatNames { get; }

    /// <summary>Whether the reader reads a format.</summary>
    /// <param name="format">The format.</param>
    public bool Reads(PictureFormat format) => Array.IndexOf(_formats, format) >= 0;

    /// <summary>Reads a file as grey. The format is told by its first bytes, not by its extension.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture; colours become grey by their Rec. 601 luma, transparency shows white.</returns>
    /// <exception cref="PictureException">
    /// The file is missing, is no picture of a format read here, is damaged, or is beyond <see cref="PictureLimits"/>.
    /// </exception>
    public GreyPicture Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Read(PictureBytes.Read(path, this), path);
    }

    /// <summary>Reads a picture from memory.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The name for messages.</param>
    /// <returns>The picture; colours become grey by their Rec. 601 luma, transparency shows white.</returns>
    /// <exception cref="PictureException">
    /// The data are no picture of a format read here, are damaged, or are beyond <see cref="PictureLimits"/>.
    /// </exception>
    public GreyPicture Read(ReadOnlySpan<byte> data, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfNotRead(data, name);
        return Decode(PictureFormats.Recognise(data), data, name, withColors: false);
    }

    /// <summary>Reads a file in colour. The format is told by its first bytes, not by its extension.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The picture, as grey and with its colours, of grey pictures three equal ones; transparency shows white.</returns>
    /// <exception cref="PictureException">
    /// The file is missing, is no picture of a format read here, is damaged, or is beyond <see cref="PictureLimits"/>.
    /// </exception>
    public GreyPicture ReadColor(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ReadColor(PictureBytes.Read(path, this), path);
    }

    /// <summary>Reads a picture from memory in colour.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The name for messages.</param>
    /// <returns>The picture, as grey and with its colours, of grey pictures three equal ones; transparency shows white.</returns>
    /// <exception cref="PictureException">
    /// The data are no picture of a format read here, are damaged, or are beyond <see cref="PictureLimits"/>.
    /// </exception>
    public GreyPicture ReadColor(ReadOnlySpan<byte> data, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        ThrowIfNotRead(data, name);
        GreyPicture picture = Decode(PictureFormats.Recognise(data), data, name, withColors: true);
        picture.FillColors();
        return picture;
    }

    /// <summary>Lists the pictures in a folder, not in folders below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>
    /// The pictures by their extensions; hidden files are passed over, and so are pictures of other formats, which are counted.
    /// </returns>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public PictureListing List(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return new PictureListing(Directory.GetFiles(folder), this);
    }

    /// <summary>Decodes a picture.</summary>
    /// <param name="format">One of the reader's formats.</param>
    /// <param name="data">The whole file.</param>
    /// <param name="name">The name for messages.</param>
    /// <param name="withColors">Whether <see cref="GreyPicture.Colors"/> are asked for; they may be left out of pictures that are grey.</param>
    /// <exception cref="PictureException">The data are damaged or beyond <see cref="PictureLimits"/>.</exception>
    protected abstract GreyPicture Decode(PictureFormat format, ReadOnlySpan<byte> data, string name, bool withColors);

    /// <summary>Refuses what is no picture of the reader's formats, by its first bytes.</summary>
    internal void ThrowIfNotRead(ReadOnlySpan<byte> data, string name)
    {
        if (data.IsEmpty)
            throw PictureException.In(name, $"expected a {FormatNames} picture, found an empty file");
        if (!Reads(PictureFormats.Recognise(data)))
            throw PictureException.In(name, $"expected a {FormatNames} picture, found {PictureFormats.Describe(data, name)}");
    }
}
