namespace EdgeNet;

/// <summary>The discrete Fourier transform of a power of two of numbers (Cooley and Tukey 1965), in place.</summary>
internal sealed class FourierTransform
{
    private readonly int[] _reversed;
    private readonly float[] _cosines;
    private readonly float[] _sines;

    /// <param name="length">A power of two, 2 or more.</param>
    public FourierTransform(int length)
    {
        _reversed = new int[length];
        for (int i = 1; i < length; i++) _reversed[i] = _reversed[i / 2] / 2 + (i % 2) * (length / 2);
        _cosines = new float[length / 2];
        _sines = new float[length / 2];
        for (int i = 0; i < length / 2; i++)
        {
            _cosines[i] = (float)Math.Cos(2 * Math.PI * i / length);
            _sines[i] = (float)-Math.Sin(2 * Math.PI * i / length);
        }
    }

    /// <summary>Transforms.</summary>
    public void Forward(Span<float> real, Span<float> imaginary)
    {
        int length = _reversed.Length;
        for (int i = 0; i < length; i++)
        {
            int other = _reversed[i];
            if (other <= i) continue;
            (real[i], real[other]) = (real[other], real[i]);
            (imaginary[i], imaginary[other]) = (imaginary[other], imaginary[i]);
        }

        for (int half = 1; half < length; half *= 2)
        {
            int step = length / (2 * half);
            for (int start = 0; start < length; start += 2 * half)
            {
                for (int k = 0; k < half; k++)
                {
                    int upper = start + k, lower = upper + half;
                    float cosine = _cosines[k * step], sine = _sines[k * step];
                    float re = real[lower] * cosine - imaginary[lower] * sine, im = real[lower] * sine + imaginary[lower] * cosine;
                    (real[lower], imaginary[lower]) = (real[upper] - re, imaginary[upper] - im);
                    (real[upper], imaginary[upper]) = (real[upper] + re, imaginary[upper] + im);
                }
            }
        }
    }
}
