using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// The frame header of a JPEG file, checked: sizes against <see cref="PictureLimits"/>, sampling factors for what decoders assume of them.
/// </summary>
internal sealed class JpegFrame
{
    private const int FixedLength = 6;
    private const int ComponentLength = 3;

    private JpegFrame(int width, int height, bool isProgressive, JpegComponent[] components)
    {
        Width = width;
        Height = height;
        IsProgressive = isProgressive;
        Components = components;
    }

    internal int Width { get; }

    internal int Height { get; }

    internal bool IsProgressive { get; }

    internal JpegComponent[] Components { get; }

    /// <summary>The component of an identifier; -1 for none.</summary>
    internal int IndexOf(byte id) => Array.FindIndex(Components, c => c.Id == id);

    /// <summary>Whether a component has a sample for every pixel.</summary>
    internal bool IsFull(int component) =>
        Array.TrueForAll(Components, c => c.Horizontal <= Components[component].Horizontal && c.Vertical <= Components[component].Vertical);

    /// <summary>The blocks of 8×8 samples in a scan of a component alone.</summary>
    internal (int Columns, int Rows) Blocks(int component)
    {
        (int horizontal, int vertical) = Largest(Components);
        int columns = (Width * Components[component].Horizontal + 8 * horizontal - 1) / (8 * horizontal);
        int rows = (Height * Components[component].Vertical + 8 * vertical - 1) / (8 * vertical);
        return (columns, rows);
    }

    /// <summary>The minimum coded units in a scan of several components.</summary>
    internal (int Columns, int Rows) Units()
    {
        (int horizontal, int vertical) = Largest(Components);
        return ((Width + 8 * horizontal - 1) / (8 * horizontal), (Height + 8 * vertical - 1) / (8 * vertical));
    }

    /// <summary>The blocks of all components in a scan of all of them.</summary>
    internal long InterleavedBlocks()
    {
        (int horizontal, int vertical) = Largest(Components);
        long blocks = 0;
        foreach (JpegComponent component in Components)
            blocks += component.Horizontal * component.Vertical;
        return blocks * ((Width + 8L * horizontal - 1) / (8L * horizontal)) * ((Height + 8L * vertical - 1) / (8L * vertical));
    }

    internal static JpegFrame Parse(ReadOnlySpan<byte> data, int position, bool isProgressive, string name)
    {
        if (data.Length < FixedLength)
        {
            throw PictureException.In(
                name, $"JPEG frame header at byte {position}: expected at least {FixedLength} bytes, found {data.Length}");
        }

        if (data[0] != 8)
            throw PictureException.In(name, $"JPEG frame header at byte {position}: expected samples of 8 bits, found {data[0]}");
        int height = BinaryPrimitives.ReadUInt16BigEndian(data[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(data[3..]);
        PictureSize.ThrowIfBeyondLimits(name, "JPEG frame header", width, height);
        int count = data[5];
        if (count is not (1 or 3 or 4))
            throw PictureException.In(name, $"JPEG frame header at byte {position}: expected 1, 3 or 4 components, found {count}");
        if (data.Length != FixedLength + ComponentLength * count)
        {
            throw PictureException.In(
                name, $"JPEG frame header at byte {position}: expected {FixedLength + ComponentLength * count} bytes for {count} components, found {data.Length}");
        }

        var components = new JpegComponent[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = data.Slice(FixedLength + ComponentLength * i, ComponentLength);
            components[i] = new JpegComponent(entry[0], entry[1] >> 4, entry[1] & 15, entry[2]);
        }

        Check(components, position, name);
        return new JpegFrame(width, height, isProgressive, components);
    }

    private static void Check(JpegComponent[] components, int position, string name)
    {
        (int horizontal, int vertical) = Largest(components);
        for (int i = 0; i < components.Length; i++)
        {
            JpegComponent component = components[i];
            if (Array.FindIndex(components, c => c.Id == component.Id) != i)
            {
                throw PictureException.In(
                    name, $"JPEG frame header at byte {position}: expected each component once, found number {component.Id} twice");
            }

            if (component.Quantization > 3)
            {
                throw PictureException.In(
                    name, $"JPEG frame header at byte {position}: expected quantisation table 0 to 3, found {component.Quantization}");
            }

            if (!Divides(component.Horizontal, horizontal) || !Divides(component.Vertical, vertical))
            {
                throw PictureException.In(
                    name,
                    $"JPEG frame header at byte {position}: expected sampling factors of 1, 1/2 or 1/4 of the largest, found {component.Horizontal}x{component.Vertical}");
            }
        }
    }

    private static bool Divides(int factor, int largest) =>
        factor is >= 1 and <= 4 && largest is <= 4 && (largest == factor || largest == 2 * factor || largest == 4 * factor);

    private static (int Horizontal, int Vertical) Largest(JpegComponent[] components)
    {
        int horizontal = 0, vertical = 0;
        foreach (JpegComponent component in components)
        {
            horizontal = Math.Max(horizontal, component.Horizontal);
            vertical = Math.Max(vertical, component.Vertical);
        }

        return (horizontal, vertical);
    }
}
