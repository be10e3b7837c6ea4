using System.Buffers.Binary;

namespace EdgeNet.Cli.Tests;

/// <summary>Small data sets in MNIST's layout: class c is a white bar at height c.</summary>
internal static class TestData
{
    private const int Side = 28;

    /// <summary>Writes a folder with training and test part.</summary>
    /// <returns>Its path.</returns>
    public static string WriteData(this TestFolder folder, int training = 200, int test = 50, int missingLabels = 0)
    {
        WritePart(folder, "train", training, missingLabels);
        WritePart(folder, "t10k", test, missingLabels: 0);
        return Path.Combine(folder.Path, "data");
    }

    private static void WritePart(TestFolder folder, string part, int count, int missingLabels)
    {
        byte[] images = new byte[16 + count * Side * Side];
        byte[] labels = new byte[8 + count - missingLabels];
        WriteHeader(images, 0x803, count, Side, Side);
        WriteHeader(labels, 0x801, count - missingLabels);
        for (int i = 0; i < count; i++)
        {
            int label = i % 10;
            if (i < count - missingLabels) labels[8 + i] = (byte)label;
            images.AsSpan(16 + i * Side * Side + (3 + 2 * label) * Side + i % 5, 20).Fill(255);
        }

        folder.Write($"data/{part}-images-idx3-ubyte", images);
        folder.Write($"data/{part}-labels-idx1-ubyte", labels);
    }

    private static void WriteHeader(byte[] file, params ReadOnlySpan<int> numbers)
    {
        for (int i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 * i), numbers[i]);
    }
}
