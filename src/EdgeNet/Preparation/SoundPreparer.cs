namespace EdgeNet;

/// <summary>
/// Turns a clip of sound into the input of a network, as its weights say (<see cref="WeightsMetadata.Preparation"/>): frames of log-mel
/// bands or of mel-frequency cepstral coefficients (MFCC). Training and devices prepare with this class. Allocates nothing after
/// construction. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// As MLPerf Tiny and TensorFlow compute them: the clip is scaled so that its largest sample is 1; each window is weighted by a periodic
/// Hann window and filled with 0 up to a power of two; the magnitudes of its Fourier transform are summed in triangles that are evenly
/// spaced on the mel scale (HTK's, 1127 ln(1 + f / 700)); 10⁻⁶ is added before the logarithm; the coefficients are those of the cosine
/// transform (DCT-II), times 2 / √(2 bands).
/// </remarks>
public sealed class SoundPreparer
{
    private const float Floor = 1e-6f;

    private readonly SoundFeatures _features;
    private readonly int _frames;
    private readonly int _count;
    private readonly float[] _window;
    private readonly float[] _real;
    private readonly float[] _imaginary;
    private readonly float[] _bands;
    private readonly float[] _cosines;
    private readonly MelBands _mel;
    private readonly FourierTransform _fourier;

    /// <summary>A preparer.</summary>
    /// <param name="preparation">How to prepare sound.</param>
    /// <exception cref="ArgumentException">It is no preparation of sound, or contradicts itself.</exception>
    public SoundPreparer(InputPreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        if (preparation.Sound is not { } features)
            throw new ArgumentException("Expected a preparation of sound, found another.", nameof(preparation));
        preparation.Check();
        Preparation = preparation;
        _features = features;
        (_frames, _count) = (preparation.Shape[1], preparation.Shape[2]);
        ClipLength = features.LengthOf(_frames);
        int length = 1;
        while (length < features.Window) length *= 2;
        _window = new float[features.Window];
        for (int i = 0; i < _window.Length; i++) _window[i] = (float)(0.5 - 0.5 * Math.Cos(2 * Math.PI * i / _window.Length));
        _real = new float[length];
        _imaginary = new float[length];
        _bands = new float[features.Bands];
        _fourier = new FourierTransform(length);
        _mel = new MelBands(features, length / 2 + 1);
        _cosines = new float[features.AreCepstral ? _count * features.Bands : 0];
        double scale = 2 / Math.Sqrt(2.0 * features.Bands);
        for (int k = 0; k < _cosines.Length; k++)
            _cosines[k] = (float)(scale * Math.Cos(Math.PI * (k / features.Bands) * (k % features.Bands + 0.5) / features.Bands));
    }

    /// <summary>How sound is prepared.</summary>
    public InputPreparation Preparation { get; }

    /// <summary>The samples of a clip; what is shorter is followed by silence, and of what is longer the beginning is taken.</summary>
    public int ClipLength { get; }

    /// <summary>Prepares a clip, up to mean and deviation.</summary>
    /// <param name="clip">Samples of one channel at the features' rate, in any unit.</param>
    /// <param name="input">Receives <see cref="InputPreparation.Length"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Prepare(ReadOnlySpan<float> clip, Span<float> input)
    {
        Compute(clip, input);
        Preparation.Normalize(input, input);
    }

    /// <summary>Computes the features, before mean and deviation.</summary>
    /// <param name="clip">Samples of one channel at the features' rate, in any unit.</param>
    /// <param name="features">Receives <see cref="InputPreparation.Length"/> numbers.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public void Compute(ReadOnlySpan<float> clip, Span<float> features)
    {
        if (features.Length != _frames * _count) NetworkArguments.ThrowLength(nameof(features), _frames * _count, features.Length);
        clip = clip[..Math.Min(clip.Length, ClipLength)];
        float largest = 0;
        foreach (float sample in clip) largest = Math.Max(largest, sample);
        // What is next to nothing is silence: its scale would be infinite.
        float scale = largest > 1e-30f ? 1 / largest : 1;
        for (int frame = 0; frame < _frames; frame++)
        {
            int first = frame * _features.Stride;
            int there = Math.Clamp(clip.Length - first, 0, _window.Length);
            for (int i = 0; i < there; i++) _real[i] = clip[first + i] * scale * _window[i];
            _real.AsSpan(there).Clear();
            _imaginary.AsSpan().Clear();
            _fourier.Forward(_real, _imaginary);
            for (int k = 0; k <= _real.Length / 2; k++)
                _real[k] = MathF.Sqrt(_real[k] * _real[k] + _imaginary[k] * _imaginary[k]);
            _mel.Sum(_real, _bands);
            for (int b = 0; b < _bands.Length; b++) _bands[b] = MathF.Log(_bands[b] + Floor);
            Span<float> result = features.Slice(frame * _count, _count);
            if (_features.AreCepstral) Transform(result);
            else _bands.CopyTo(result);
        }
    }

    private void Transform(Span<float> coefficients)
    {
        for (int c = 0; c < coefficients.Length; c++)
        {
            float sum = 0;
            for (int b = 0; b < _bands.Length; b++) sum += _bands[b] * _cosines[c * _bands.Length + b];
            coefficients[c] = sum;
        }
    }
}
