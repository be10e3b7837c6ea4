using System.Numerics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Tests.Page;

/// <summary>
/// Shows a picture as another camera would: turned, from the side, nearer or farther. The homography maps the new picture to the old one;
/// what lies outside the old one is a dark desk.
/// </summary>
internal sealed class PictureWarp(int width, int height, Matrix4x4 toOld)
{
    private const byte Desk = 90;

    internal static PictureWarp Turn(GreyPicture picture, float degrees)
    {
        (float sin, float cos) = MathF.SinCos(degrees * MathF.PI / 180);
        int width = (int)(MathF.Abs(cos) * picture.Width + MathF.Abs(sin) * picture.Height);
        int height = (int)(MathF.Abs(sin) * picture.Width + MathF.Abs(cos) * picture.Height);
        return new PictureWarp(width, height, Matrix(
            cos, sin, (picture.Width - cos * width - sin * height) / 2, -sin, cos, (picture.Height + sin * width - cos * height) / 2, 0, 0));
    }

    internal static PictureWarp Scale(GreyPicture picture, float factor) =>
        new((int)(picture.Width * factor), (int)(picture.Height * factor), Matrix(1 / factor, 0, 0, 0, 1 / factor, 0, 0, 0));

    /// <summary>Tilts the page about an axis through its middle, seen from 1.2 times its width.</summary>
    internal static PictureWarp Tilt(GreyPicture picture, float degrees, float axisDegrees)
    {
        (float st, float ct) = MathF.SinCos(degrees * MathF.PI / 180);
        (float sa, float ca) = MathF.SinCos(axisDegrees * MathF.PI / 180);
        float distance = 1.2f * picture.Width, cx = picture.Width / 2f, cy = picture.Height / 2f;
        float a = ca * ct * ca + sa * sa, b = ca * ct * sa - sa * ca, c = sa * ct * ca - ca * sa, d = sa * ct * sa + ca * ca;
        float gx = sa * st / distance, gy = -ca * st / distance;
        float unit = ct - gx * cx - gy * cy;
        return new PictureWarp(picture.Width, picture.Height, Matrix(
            (a + cx * gx) / unit, (b + cx * gy) / unit, (cx * unit - a * cx - b * cy) / unit,
            (c + cy * gx) / unit, (d + cy * gy) / unit, (cy * unit - c * cx - d * cy) / unit, gx / unit, gy / unit));
    }

    internal GreyPicture Apply(GreyPicture picture)
    {
        var result = new GreyPicture(width, height);
        for (int y = 0; y < height; y++)
        {
            Span<byte> row = result.Row(y);
            for (int x = 0; x < width; x++)
                row[x] = Sample(picture, ToOld(new Vector2(x + 0.5f, y + 0.5f)));
        }

        return result;
    }

    /// <summary>Where a place of the old picture is in the new one, by Newton's method.</summary>
    internal Vector2 ToNew(Vector2 old)
    {
        var place = new Vector2(width / 2f, height / 2f);
        for (int i = 0; i < 50; i++)
        {
            Vector2 here = ToOld(place);
            Vector2 byX = ToOld(place + Vector2.UnitX) - here, byY = ToOld(place + Vector2.UnitY) - here, error = old - here;
            float determinant = byX.X * byY.Y - byX.Y * byY.X;
            place += new Vector2(error.X * byY.Y - error.Y * byY.X, byX.X * error.Y - byX.Y * error.X) / determinant;
        }

        return place;
    }

    private Vector2 ToOld(Vector2 place)
    {
        Vector4 old = Vector4.Transform(new Vector4(place, 1, 0), toOld);
        return new Vector2(old.X, old.Y) / old.Z;
    }

    private static Matrix4x4 Matrix(float a, float b, float c, float d, float e, float f, float g, float h) =>
        new(a, d, g, 0, b, e, h, 0, c, f, 1, 0, 0, 0, 0, 1);

    private static byte Sample(GreyPicture picture, Vector2 place)
    {
        float x = place.X - 0.5f, y = place.Y - 0.5f;
        if (x < 0 || y < 0 || x >= picture.Width - 1 || y >= picture.Height - 1)
            return Desk;
        int left = (int)x, top = (int)y;
        float across = x - left, down = y - top;
        float above = picture.Row(top)[left] * (1 - across) + picture.Row(top)[left + 1] * across;
        float below = picture.Row(top + 1)[left] * (1 - across) + picture.Row(top + 1)[left + 1] * across;
        return (byte)(above * (1 - down) + below * down + 0.5f);
    }
}
