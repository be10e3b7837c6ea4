using EdgeNet.Vision.Pictures;
using SkiaSharp;

namespace EdgeNet.Imaging;

/// <summary>
/// Decodes with Skia, and turns colours into grey and drop-out as the device's decoders do. Colour profiles are passed over, as there.
/// </summary>
internal static unsafe class SkiaGreyDecoder
{
    private const int BytesPerPixel = 4;

    /// <summary>Decodes a picture as it is stored.</summary>
    /// <param name="data">The whole file.</param>
    /// <param name="format">What it is.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="withColors">Whether colours are asked for too.</param>
    /// <exception cref="PictureException">The file is damaged or beyond <see cref="PictureLimits"/>.</exception>
    internal static GreyPicture Decode(ReadOnlySpan<byte> data, PictureFormat format, string name, bool withColors)
    {
        string kind = PictureFormats.NameOf(format);
        if (format == PictureFormat.Bmp)
            BmpFile.ThrowIfDamaged(data, name);
        fixed (byte* bytes = data)
        {
            using SKData file = SKData.Create((nint)bytes, data.Length);
            using SKCodec codec = SKCodec.Create(file)
                ?? throw PictureException.In(name, $"{kind} header: expected one of a whole picture, found damage");
            PictureSize.ThrowIfBeyondLimits(name, kind + " header", codec.Info.Width, codec.Info.Height);
            ThrowIfTooFewBytes(format, codec.Info, data.Length, name);
            // Without a colour space there is no conversion; alpha that is not multiplied in can be laid over white without loss.
            bool isGrey = codec.Info.ColorType == SKColorType.Gray8;
            var info = new SKImageInfo(
                codec.Info.Width, codec.Info.Height, isGrey ? SKColorType.Gray8 : SKColorType.Rgba8888,
                isGrey ? SKAlphaType.Opaque : SKAlphaType.Unpremul, colorspace: null);
            if (HasRows(format, data) && codec.StartScanlineDecode(info) == SKCodecResult.Success)
                return DecodeRows(codec, info, new GreyPicture(info.Width, info.Height, hasDropout: !isGrey, withColors && !isGrey), kind, name);
            if (isGrey)
                info = info.WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Unpremul);
            return DecodeWhole(codec, info, withColors, kind, name);
        }
    }

    /// <summary>Whether Skia gives rows one by one, which takes no memory for the whole picture in colour: JPEG, and BMP without runs.</summary>
    private static bool HasRows(PictureFormat format, ReadOnlySpan<byte> data) =>
        format == PictureFormat.Jpeg || (format == PictureFormat.Bmp && BmpFile.HasRows(data));

    private static GreyPicture DecodeRows(SKCodec codec, SKImageInfo info, GreyPicture picture, string kind, string name)
    {
        bool isGrey = info.ColorType == SKColorType.Gray8;
        byte[] colors = isGrey ? [] : new byte[BytesPerPixel * info.Width];
        for (int input = 0; input < info.Height; input++)
        {
            int y = codec.GetOutputScanline(input);
            Span<byte> row = isGrey ? picture.Row(y) : colors;
            fixed (byte* to = row)
            {
                if (codec.GetScanlines((nint)to, 1, row.Length) != 1)
                    throw PictureException.In(name, $"{kind} pixels, row {y}: expected a whole picture, found damage");
            }

            if (!isGrey)
                ToGrey(colors, picture.Row(y), picture.DropoutRow(y), picture.ColorRow(y));
        }

        picture.DropWeakColor();
        return picture;
    }

    private static GreyPicture DecodeWhole(SKCodec codec, SKImageInfo info, bool withColors, string kind, string name)
    {
        using SKBitmap colors = new();
        if (!colors.TryAllocPixels(info))
            throw PictureException.In(name, $"{kind}: expected memory for {info.Width}x{info.Height} pixels, found too little");
        SKCodecResult result = codec.GetPixels(info, colors.GetPixels());
        if (result != SKCodecResult.Success)
            throw PictureException.In(name, $"{kind} pixels: expected a whole picture, found damage ({result})");
        var picture = new GreyPicture(info.Width, info.Height, hasDropout: true, withColors);
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<byte> row = colors.GetPixelSpan().Slice(y * colors.RowBytes, BytesPerPixel * info.Width);
            ToGrey(row, picture.Row(y), picture.DropoutRow(y), picture.ColorRow(y));
        }

        picture.DropWeakColor();
        return picture;
    }

    /// <summary>
    /// Refuses a size that so few bytes cannot fill, before memory is taken for it: of BMP, two bytes are 255 pixels at most (RLE8), of GIF,
    /// a code of 12 bits 4,096 (LZW). A WebP picture of one color has no such bound; <see cref="PictureLimits"/> is its.
    /// </summary>
    private static void ThrowIfTooFewBytes(PictureFormat format, SKImageInfo info, long bytes, string name)
    {
        long pixelsPerByte = format switch
        {
            PictureFormat.Bmp => 128,
            PictureFormat.Gif => 4096 * 8 / 12,
            _ => long.MaxValue,
        };
        long pixels = (long)info.Width * info.Height;
        if (pixels / pixelsPerByte > bytes)
        {
            throw PictureException.In(
                name, $"{PictureFormats.NameOf(format)}: expected data for {info.Width}x{info.Height} pixels, found {bytes} bytes, which cannot hold so many");
        }
    }

    private static void ToGrey(ReadOnlySpan<byte> rgba, Span<byte> grey, Span<byte> dropout, Span<byte> colors)
    {
        for (int x = 0; x < grey.Length; x++)
        {
            ReadOnlySpan<byte> pixel = rgba.Slice(BytesPerPixel * x, BytesPerPixel);
            grey[x] = GreyLevel.Of(GreyLevel.Luma(pixel[0], pixel[1], pixel[2]), pixel[3], 255);
            dropout[x] = GreyLevel.Of(GreyLevel.Brightest(pixel[0], pixel[1], pixel[2]), pixel[3], 255);
            GreyLevel.Store(colors, x, pixel[0], pixel[1], pixel[2], pixel[3], 255);
        }
    }
}
