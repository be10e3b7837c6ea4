using System.Runtime.InteropServices;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;

namespace EdgeNet.Training.Data.Sounds;

/// <summary>Decodes WAV files, brings them to the features' rate, and computes the features.</summary>
/// <param name="files">The data set's files.</param>
/// <param name="preparation">How sounds are prepared.</param>
internal sealed class SoundDecoder(DataFiles files, InputPreparation preparation) : SampleDecoder
{
    private readonly SoundPreparer _preparer = new(preparation);
    private readonly float[] _clip = new float[preparation.Sound!.LengthOf(preparation.Shape[1])];
    private byte[] _file = [];
    private float[] _samples = [];

    /// <summary>Whether a file holds sound, by its extension.</summary>
    public static bool Is(string path) => Path.GetExtension(path).ToLowerInvariant() is ".wav" or ".wave";

    /// <inheritdoc/>
    public override void Decode(string path, Span<byte> sample)
    {
        try
        {
            int length = files.Read(path, ref _file);
            (int count, int rate) = WavFile.Read(_file.AsSpan(0, length), path, ref _samples);
            ReadOnlySpan<float> sound = _samples.AsSpan(0, count);
            if (rate != preparation.Sound!.Rate)
            {
                Span<float> resampled =
                    _clip.AsSpan(0, Math.Min(_clip.Length, SoundResampler.LengthOf(count, rate, preparation.Sound.Rate)));
                SoundResampler.Resample(sound, rate, resampled, preparation.Sound.Rate);
                sound = resampled;
            }

            _preparer.Compute(sound, MemoryMarshal.Cast<byte, float>(sample));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }
    }
}
