namespace EdgeNet.Training.Augmentation;

/// <summary>
/// Distorts pictures. Mirroring and cropping move whole pixels; all of the other geometry, elastic and affine, is one resampling; then
/// thickness, blur, tone and noise, light and cutout, damage; at the end the centre of mass may go back to where it was.
/// </summary>
internal sealed class PictureAugmenter : Augmenter
{
    private const ulong Stream = 0xA06;

    private readonly PictureAugmentation _options;
    private readonly int _channels;
    private readonly int _height;
    private readonly int _width;
    private readonly ElasticField? _elastic;
    private readonly PhotographAugmenter? _photograph;
    private readonly PictureDamage? _damage;
    private readonly float[] _source;
    private readonly float[] _scratch;
    private readonly float[] _horizontal;
    private readonly float[] _vertical;

    /// <param name="options">The ranges.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="height">Its height.</param>
    /// <param name="width">Its width.</param>
    public PictureAugmenter(PictureAugmentation options, int channels, int height, int width)
    {
        _options = options;
        _channels = channels;
        _height = height;
        _width = width;
        _elastic = options.Elastic > 0 ? new ElasticField(height, width, options.ElasticSmoothness) : null;
        bool asPhotograph = options is not { Flip: 0, Crop: 0, Color: 0, Cutout: 0 };
        _photograph = asPhotograph ? new PhotographAugmenter(options, channels, height, width) : null;
        bool isDamaged = options is not { Lighting: 0, Haze: 0, Scratches: 0, Inversion: 0, Impulse: 0 };
        _damage = isDamaged ? new PictureDamage(options, channels, height, width) : null;
        _source = new float[channels * height * width];
        _scratch = new float[height * width];
        _horizontal = new float[height * width];
        _vertical = new float[height * width];
    }

    /// <inheritdoc/>
    /// <remarks>The values are in [0, 1].</remarks>
    public override void Apply(Span<float> image, ulong key)
    {
        var random = new SampleRandom(key, Stream);
        if (random.NextSingle() >= _options.Probability) return;
        (float X, float Y)? centre = _options.Recentre ? CentreOfMass(image) : null;

        _photograph?.Place(image, key);
        Warp(image, ref random);
        float thickness = Signed(_options.Thickness, ref random);
        float blur = _options.Blur * random.NextSingle();
        float contrast = 1 - _options.Contrast * random.NextSingle();
        float gamma = MathF.Exp(Signed(MathF.Log(1 + _options.Gamma), ref random));
        float noise = _options.Noise * random.NextSingle();
        for (int c = 0; c < _channels; c++)
        {
            Span<float> plane = image.Slice(c * _height * _width, _height * _width);
            if (thickness != 0) StrokeThickness.Change(plane, _scratch, _width, thickness);
            if (blur > 0.05f) GaussianBlur.Apply(plane, _scratch, _width, blur);
            Tone.Apply(plane, contrast, gamma, noise, ref random);
        }

        _photograph?.Shade(image, key);
        _damage?.Apply(image, key);
        if (centre is { } before && CentreOfMass(image) is { } now)
            Move(image, (int)MathF.Round(before.X - now.X), (int)MathF.Round(before.Y - now.Y));
    }

    private void Warp(Span<float> image, ref SampleRandom random)
    {
        float shiftX = Signed(_options.Shift, ref random);
        float shiftY = Signed(_options.Shift, ref random);
        float angle = Signed(_options.Rotation, ref random) * MathF.PI / 180;
        float scale = MathF.Exp(Signed(MathF.Log(1 + _options.Scale), ref random));
        float aspect = MathF.Exp(Signed(MathF.Log(1 + _options.Scale / 2), ref random));
        float shear = Signed(_options.Shear, ref random);
        float elastic = _options.Elastic * random.NextSingle();
        if (elastic > 0) _elastic!.Draw(ref random, elastic, _horizontal, _vertical);
        if (elastic == 0 && (shiftX, shiftY, angle, scale, aspect, shear) is (0, 0, 0, 1, 1, 0)) return;

        // Forward: scale, shear, rotate about the centre, shift. Resampling asks the way back: the inverse of the 2×2 matrix.
        float sin = MathF.Sin(angle), cos = MathF.Cos(angle);
        float sx = scale * aspect, sy = scale / aspect;
        float a = cos * sx, b = (cos * shear - sin) * sy, c = sin * sx, d = (sin * shear + cos) * sy;
        float determinant = a * d - b * c;
        (a, b, c, d) = (d / determinant, -b / determinant, -c / determinant, a / determinant);

        image.CopyTo(_source);
        float centreX = (_width - 1) / 2f, centreY = (_height - 1) / 2f;
        for (int y = 0, i = 0; y < _height; y++)
        {
            for (int x = 0; x < _width; x++, i++)
            {
                float px = x - centreX - shiftX, py = y - centreY - shiftY;
                float fromX = a * px + b * py + centreX, fromY = c * px + d * py + centreY;
                if (elastic > 0)
                {
                    fromX += _horizontal[i];
                    fromY += _vertical[i];
                }

                Sample(image, i, fromX, fromY);
            }
        }
    }

    /// <summary>Bilinear; outside is zero, or the border's values.</summary>
    private void Sample(Span<float> image, int target, float x, float y)
    {
        if (_options.RepeatBorder) (x, y) = (Math.Clamp(x, 0, _width - 1), Math.Clamp(y, 0, _height - 1));
        int left = (int)MathF.Floor(x), top = (int)MathF.Floor(y);
        bool inside = left >= 0 && top >= 0 && left < _width - 1 && top < _height - 1;
        float right = x - left, bottom = y - top;
        for (int c = 0; c < _channels; c++)
        {
            int plane = c * _height * _width;
            float value = 0;
            if (inside)
            {
                int at = plane + top * _width + left;
                float above = _source[at] + right * (_source[at + 1] - _source[at]);
                float below = _source[at + _width] + right * (_source[at + _width + 1] - _source[at + _width]);
                value = above + bottom * (below - above);
            }
            else if (left >= -1 && top >= -1 && left < _width && top < _height)
            {
                float above = At(plane, left, top) + right * (At(plane, left + 1, top) - At(plane, left, top));
                float below = At(plane, left, top + 1) + right * (At(plane, left + 1, top + 1) - At(plane, left, top + 1));
                value = above + bottom * (below - above);
            }

            image[plane + target] = value;
        }
    }

    private float At(int plane, int x, int y) =>
        x < 0 || y < 0 || x >= _width || y >= _height ? 0 : _source[plane + y * _width + x];

    /// <returns>Null where there is no ink.</returns>
    private (float X, float Y)? CentreOfMass(ReadOnlySpan<float> image)
    {
        double mass = 0, sumX = 0, sumY = 0;
        for (int i = 0; i < image.Length; i++)
        {
            int at = i % (_height * _width);
            mass += image[i];
            sumX += image[i] * (at % _width);
            sumY += image[i] * (at / _width);
        }

        return mass > 0 ? ((float)(sumX / mass), (float)(sumY / mass)) : null;
    }

    private void Move(Span<float> image, int dx, int dy)
    {
        if (dx == 0 && dy == 0) return;
        image.CopyTo(_source);
        for (int c = 0, i = 0; c < _channels; c++)
            for (int y = 0; y < _height; y++)
                for (int x = 0; x < _width; x++, i++)
                    image[i] = At(c * _height * _width, x - dx, y - dy);
    }
}
