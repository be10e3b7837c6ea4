using System.Buffers.Binary;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Sounds;

/// <summary>
/// Reads WAV files (RIFF, WAVE): PCM of 8, 16, 24 or 32 bits and floats of 32 or 64, of any rate; several channels become their mean.
/// </summary>
internal static class WavFile
{
    private const int MostChannels = 64;
    private const int MostRate = 1_000_000;
    private const ushort Pcm = 1;
    private const ushort Float = 3;
    private const ushort Extensible = 0xFFFE;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="samples">Receives the samples, −1 to 1; made larger where it is too small.</param>
    /// <returns>Samples, and samples a second.</returns>
    /// <exception cref="TrainingException">It is none, is damaged, or is of another coding.</exception>
    public static (int Count, int Rate) Read(ReadOnlySpan<byte> file, string name, ref float[] samples)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
            throw new TrainingException($"{name}: expected a WAV file (RIFF, WAVE), found something else.");
        ReadOnlySpan<byte> format = Chunk(file, "fmt "u8, name), data = Chunk(file, "data"u8, name);
        if (format.Length < 16)
            throw new TrainingException(Invariant($"{name}: expected a format of 16 bytes or more, found {format.Length}."));
        ushort coding = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (coding == Extensible && format.Length >= 26) coding = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        int channels = BinaryPrimitives.ReadUInt16LittleEndian(format[2..]), bits = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        uint rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        if (channels is < 1 or > MostChannels || rate is < 1 or > MostRate)
            throw new TrainingException(
                Invariant($"{name}: expected 1 to {MostChannels} channels and a rate of 1 to {MostRate}, found {channels} and {rate}."));
        if ((coding, bits) is not ((Pcm, 8 or 16 or 24 or 32) or (Float, 32 or 64)))
            throw new TrainingException(
                Invariant($"{name}: expected PCM of 8, 16, 24 or 32 bits, or floats of 32 or 64, found coding {coding} of {bits} bits."));
        int bytes = bits / 8, count = data.Length / (bytes * channels);
        if (count == 0) throw new TrainingException($"{name}: expected samples, found none.");
        if (samples.Length < count) samples = new float[count];
        for (int i = 0; i < count; i++)
        {
            float sum = 0;
            for (int c = 0; c < channels; c++) sum += Sample(data.Slice((i * channels + c) * bytes, bytes), coding);
            samples[i] = sum / channels;
            if (!float.IsFinite(sum)) throw new TrainingException(Invariant($"{name}: sample {i}: expected a finite number, found {sum}."));
        }

        return (count, (int)rate);
    }

    /// <summary>A part of the file. One that claims more than there is, as writers to a pipe leave it, ends with the file.</summary>
    private static ReadOnlySpan<byte> Chunk(ReadOnlySpan<byte> file, ReadOnlySpan<byte> wanted, string name)
    {
        for (long at = 12; at + 8 <= file.Length;)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]);
            int first = (int)at + 8;
            if (file.Slice((int)at, 4).SequenceEqual(wanted)) return file.Slice(first, (int)Math.Min(length, file.Length - first));
            at = first + length + (length & 1);
        }

        throw new TrainingException($"{name}: expected a chunk '{System.Text.Encoding.ASCII.GetString(wanted).Trim()}', found none.");
    }

    private static float Sample(ReadOnlySpan<byte> bytes, ushort coding) => (coding, bytes.Length) switch
    {
        (Float, 4) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        (Float, _) => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        (_, 1) => (bytes[0] - 128) / 128f,
        (_, 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768f,
        (_, 3) => ((sbyte)bytes[2] << 16 | bytes[1] << 8 | bytes[0]) / 8388608f,
        _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648f,
    };
}
