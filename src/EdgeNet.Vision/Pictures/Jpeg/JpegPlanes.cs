using JpegLibrary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>Takes the decoded blocks of those components that the grey is made of, each into a plane of the picture's size.</summary>
internal sealed class JpegPlanes : JpegBlockOutputWriter
{
    private const int Side = 8;

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
                JpegColor.Rgb => component < 3,
                JpegColor.Cmyk => true,
                JpegColor.Ycck => component == 3,
                _ => false,
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

    /// <summary>Makes the grey of the planes, after all blocks have come.</summary>
    internal void Combine()
    {
        if (_color == JpegColor.Luma)
            return;
        Span<byte> grey = _picture.Pixels;
        ReadOnlySpan<byte> second = _planes[1], third = _planes[2], fourth = _planes[3];
        for (int i = 0; i < grey.Length; i++)
        {
            grey[i] = _color switch
            {
                JpegColor.Rgb => GreyLevel.Of(GreyLevel.Luma(grey[i], second[i], third[i]), 255, 255),
                // Inks as what they let through: 255 is none, and black lets through of the others' light.
                JpegColor.Cmyk => Through(GreyLevel.Luma(grey[i], second[i], third[i]), fourth[i]),
                _ => Through(GreyLevel.Luma(255u - grey[i]), fourth[i]),
            };
        }
    }

    private static byte Through(ulong luma, byte black)
    {
        const ulong Unit = 255ul * GreyLevel.One;
        return (byte)((luma * black + Unit / 2) / Unit);
    }
}
