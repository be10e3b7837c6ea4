using JpegLibrary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>Takes the decoded blocks of a picture's components, each into a plane of its size, and makes grey, drop-out and colours of them.</summary>
internal sealed class JpegPlanes : JpegBlockOutputWriter
{
    private const int Side = 8;

    // BT.601's red and blue of a colour difference, in units of 1/65536 (ITU-T T.871).
    private const int RedOfCr = 91_881;
    private const int BlueOfCb = 116_130;
    private const int GreenOfCb = 22_554;
    private const int GreenOfCr = 46_802;

    private readonly JpegColor _color;
    private readonly GreyPicture _picture;
    private readonly byte[]?[] _planes = new byte[4][];

    /// <summary>Planes for a picture.</summary>
    /// <param name="picture">Takes the first component, and in the end the grey.</param>
    /// <param name="color">What the components stand for.</param>
    internal JpegPlanes(GreyPicture picture, JpegColor color)
    {
        _picture = picture;
        _color = color;
        for (int component = 1; component < _planes.Length; component++)
        {
            bool isNeeded = color switch
            {
                JpegColor.Rgb or JpegColor.YCbCr => component < 3,
                JpegColor.Luma => false,
                _ => true,
            };
            if (isNeeded)
                _planes[component] = new byte[picture.Pixels.Length];
        }
    }

    /// <inheritdoc/>
    public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
    {
        Span<byte> plane = componentIndex == 0 ? _picture.Pixels : _planes[componentIndex];
        if (plane.IsEmpty || x >= _picture.Width)
            return;
        ReadOnlySpan<short> block = System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side);
        int columns = Math.Min(Side, _picture.Width - x);
        int rows = Math.Min(Side, _picture.Height - y);
        for (int row = 0; row < rows; row++)
        {
            Span<byte> to = plane.Slice((y + row) * _picture.Width + x, columns);
            ReadOnlySpan<short> from = block.Slice(row * Side, columns);
            for (int i = 0; i < to.Length; i++)
                to[i] = (byte)Math.Clamp((int)from[i], 0, 255);
        }
    }

    /// <summary>Makes grey and drop-out of the planes, after all blocks have come. The drop-out takes the second component's place.</summary>
    internal void Combine()
    {
        if (_planes[1] is not { } second)
            return;
        Span<byte> grey = _picture.Pixels;
        ReadOnlySpan<byte> third = _planes[2], fourth = _planes[3];
        Span<byte> colors = _picture.Colors;
        for (int i = 0; i < grey.Length; i++)
        {
            uint a = grey[i], b = second[i], c = third[i];
            if (!colors.IsEmpty)
                StoreColor(colors.Slice(GreyPicture.BytesPerColor * i, GreyPicture.BytesPerColor), a, b, c, fourth.IsEmpty ? (byte)255 : fourth[i]);
            switch (_color)
            {
                case JpegColor.YCbCr:
                    second[i] = Brightest(a, b, c);
                    break;
                case JpegColor.Rgb:
                    grey[i] = GreyLevel.Of(GreyLevel.Luma(a, b, c), 255, 255);
                    second[i] = (byte)Math.Max(a, Math.Max(b, c));
                    break;
                // Inks as what they let through: 255 is none, and black lets through of the others' light.
                case JpegColor.Cmyk:
                    grey[i] = Through(GreyLevel.Luma(a, b, c), fourth[i]);
                    second[i] = Through(GreyLevel.Brightest(a, b, c), fourth[i]);
                    break;
                default:
                    grey[i] = Through(GreyLevel.Luma(255 - a), fourth[i]);
                    second[i] = Through(GreyLevel.Luma(255u - Darkest(a, b, c)), fourth[i]);
                    break;
            }
        }

        _picture.SetDropout(second);
        _picture.DropWeakColor();
    }

    /// <summary>Red, green and blue of a pixel; ink and black as what they let through.</summary>
    private void StoreColor(Span<byte> pixel, uint first, uint second, uint third, byte black)
    {
        if (_color is JpegColor.Rgb or JpegColor.Cmyk)
        {
            (pixel[0], pixel[1], pixel[2]) = ((byte)first, (byte)second, (byte)third);
        }
        else
        {
            int cb = (int)second - 128, cr = (int)third - 128;
            pixel[0] = Level(first, RedOfCr * cr);
            pixel[1] = Level(first, -GreenOfCb * cb - GreenOfCr * cr);
            pixel[2] = Level(first, BlueOfCb * cb);
        }

        if (_color is not (JpegColor.Cmyk or JpegColor.Ycck))
            return;
        foreach (ref byte level in pixel)
            level = Through(GreyLevel.Luma(_color == JpegColor.Ycck ? 255u - level : level), black);
    }

    private static byte Brightest(uint luma, uint blueness, uint redness)
    {
        int cb = (int)blueness - 128, cr = (int)redness - 128;
        int most = Math.Max(RedOfCr * cr, Math.Max(BlueOfCb * cb, -GreenOfCb * cb - GreenOfCr * cr));
        return Level(luma, most);
    }

    private static byte Darkest(uint luma, uint blueness, uint redness)
    {
        int cb = (int)blueness - 128, cr = (int)redness - 128;
        int least = Math.Min(RedOfCr * cr, Math.Min(BlueOfCb * cb, -GreenOfCb * cb - GreenOfCr * cr));
        return Level(luma, least);
    }

    private static byte Level(uint luma, int difference) => (byte)Math.Clamp((int)luma + ((difference + 0x8000) >> 16), 0, 255);

    private static byte Through(ulong luma, byte black)
    {
        const ulong Unit = 255ul * GreyLevel.One;
        return (byte)((luma * black + Unit / 2) / Unit);
    }
}
