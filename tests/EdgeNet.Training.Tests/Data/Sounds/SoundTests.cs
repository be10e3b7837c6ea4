using System.Buffers.Binary;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Sounds;

namespace EdgeNet.Training.Tests.Data.Sounds;

/// <summary>
/// Sounds: WAV files of every coding, other rates, and features against a transform that is computed from its definition.
/// </summary>
public sealed class SoundTests : IDisposable
{
    private const int Rate = 16_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 8, 0.02)]
    [InlineData(1, 16, 1e-4)]
    [InlineData(1, 24, 1e-6)]
    [InlineData(1, 32, 1e-6)]
    [InlineData(3, 32, 1e-7)]
    [InlineData(3, 64, 1e-7)]
    public void Every_coding_is_read_and_channels_become_their_mean(int coding, int bits, double tolerance)
    {
        float[] left = [0, 0.5f, -0.5f, 0.25f, -1], right = [0, 0, 0.5f, 0.25f, 0];
        byte[] file = Wav(coding, bits, Rate, left, right);
        float[] samples = [];
        (int count, int rate) = WavFile.Read(file, "x.wav", ref samples);
        Assert.Equal((5, Rate), (count, rate));
        for (int i = 0; i < count; i++) Assert.Equal((left[i] + right[i]) / 2, samples[i], tolerance);
        for (int length = 0; length < file.Length; length++)
        {
            try
            {
                WavFile.Read(file.AsSpan(0, length), "x.wav", ref samples);
            }
            catch (TrainingException)
            {
                // What is cut off within its header is refused.
            }
        }
    }

    [Fact]
    public void Cepstral_coefficients_are_those_of_their_definition()
    {
        var random = new Random(5);
        float[] clip = [.. Enumerable.Range(0, 5000).Select(i => (float)(Math.Sin(i * 0.3) + 0.3 * random.NextDouble()))];
        var preparation = new InputPreparation(InputKind.Sound, [1, 49, 10]);
        var preparer = new SoundPreparer(preparation);
        Assert.Equal(Rate, preparer.ClipLength);
        float[] found = new float[490];
        preparer.Compute(clip, found);
        double largest = clip.Max();
        foreach (int frame in new[] { 0, 7, 15, 40 })
        {
            double[] expected = Cepstrum([.. Enumerable.Range(320 * frame, 640).Select(i => i < clip.Length ? clip[i] / largest : 0)]);
            for (int c = 0; c < 10; c++) Assert.Equal(expected[c], found[10 * frame + c], 2e-3);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        preparer.Prepare(clip, found);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(8_000)]
    [InlineData(44_100)]
    [InlineData(48_000)]
    public void Another_rate_keeps_a_tone_and_drops_what_would_alias(int rate)
    {
        float[] tone = [.. Enumerable.Range(0, rate).Select(i => (float)Math.Sin(2 * Math.PI * 1000 * i / rate))];
        float[] result = new float[SoundResampler.LengthOf(rate, rate, Rate)];
        SoundResampler.Resample(tone, rate, result, Rate);
        for (int i = 1000; i < result.Length - 1000; i++) Assert.Equal(Math.Sin(2 * Math.PI * 1000 * i / Rate), result[i], 5e-3);
        if (rate < 2 * Rate) return;
        for (int i = 0; i < rate; i++) tone[i] = (float)Math.Sin(2 * Math.PI * 12_000 * i / rate);
        SoundResampler.Resample(tone, rate, result, Rate);
        Assert.True(result.Skip(1000).SkipLast(1000).Max() < 0.01f);
    }

    [Fact]
    public void Class_folders_of_sounds_train_and_the_preparation_says_how()
    {
        for (int i = 0; i < 12; i++)
        {
            float[] low = [.. Enumerable.Range(0, 9000).Select(k => (float)Math.Sin(k * 0.1 + i))],
                high = [.. Enumerable.Range(0, 9000).Select(k => (float)Math.Sin(k * 0.9 + i))];
            Write($"low/{i}.wav", Wav(1, 16, 8000, low));
            Write($"high/{i}.wav", Wav(3, 32, 22_050, high, low));
        }

        Write("low/broken.wav", [1, 2, 3]);
        Dataset data = DatasetFolder.Read(_folder, [1, 49, 10]);
        Assert.Equal(["high", "low"], data.Classes);
        Assert.Equal(24, data.Train.Count + data.Test!.Count);
        Assert.Equal(new SoundFeatures(), data.Preparation!.Sound);
        Assert.Contains(data.Warnings, w => w.EndsWith("passed over 1 sound that cannot be read", StringComparison.Ordinal));
        string path = Path.Combine(_folder, "low", "3.wav");
        ImageSet alone = SampleFile.Read(path, [1, 49, 10], data.Preparation);
        float[] sample = new float[490];
        alone.Read(0, sample);
        Assert.Contains(Enumerable.Range(0, 2), part => Enumerable.Range(0, (part == 0 ? data.Train : data.Test!).Count).Any(i =>
        {
            float[] other = new float[490];
            (part == 0 ? data.Train : data.Test!).Read(i, other);
            return other.AsSpan().SequenceEqual(sample);
        }));
        Dataset bands = DatasetFolder.Read(_folder, [1, 20, 64]);
        Assert.Equal((64, false), (bands.Preparation!.Sound!.Bands, bands.Preparation.Sound.AreCepstral));
    }

    private static double[] Cepstrum(double[] window)
    {
        const int Length = 1024, Bands = 40;
        double[] magnitudes = new double[Length / 2 + 1];
        for (int k = 0; k < magnitudes.Length; k++)
        {
            double re = 0, im = 0;
            for (int i = 0; i < window.Length; i++)
            {
                double value = window[i] * (0.5 - 0.5 * Math.Cos(2 * Math.PI * i / window.Length));
                re += value * Math.Cos(2 * Math.PI * k * i / Length);
                im += value * Math.Sin(2 * Math.PI * k * i / Length);
            }

            magnitudes[k] = Math.Sqrt(re * re + im * im);
        }

        double low = Mel(20), step = (Mel(4000) - low) / (Bands + 1);
        double[] logs = new double[Bands];
        for (int b = 0; b < Bands; b++)
        {
            double sum = 0;
            for (int k = 1; k < magnitudes.Length; k++)
            {
                double at = (Mel(k * 8000.0 / (magnitudes.Length - 1)) - low) / step - b;
                sum += magnitudes[k] * Math.Max(0, Math.Min(at, 2 - at));
            }

            logs[b] = Math.Log(sum + 1e-6);
        }

        return [.. Enumerable.Range(0, 10)
            .Select(c => Math.Sqrt(2.0 / Bands) * Enumerable.Range(0, Bands)
            .Sum(b => logs[b] * Math.Cos(Math.PI * c * (b + 0.5) / Bands)))];

        static double Mel(double hertz) => 1127 * Math.Log(1 + hertz / 700);
    }

    private static byte[] Wav(int coding, int bits, int rate, params float[][] channels)
    {
        var data = new List<byte>();
        for (int i = 0; i < channels[0].Length; i++)
        {
            foreach (float[] channel in channels)
            {
                double value = channel[i];
                byte[] bytes = (coding, bits) switch
                {
                    (3, 32) => BitConverter.GetBytes((float)value),
                    (3, _) => BitConverter.GetBytes(value),
                    (_, 8) => [(byte)Math.Clamp(128 + 128 * value, 0, 255)],
                    _ => BitConverter.GetBytes((int)Math.Clamp(value * 2147483648, int.MinValue, int.MaxValue))[(4 - bits / 8)..],
                };
                data.AddRange(bytes);
            }
        }

        byte[] file = new byte[44];
        "RIFF"u8.CopyTo(file);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), 36 + data.Count);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), (short)coding);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), (short)channels.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), data.Count);
        return [.. file, .. data];
    }

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}
