using System.Buffers.Binary;
using System.Text;

namespace EdgeNet.Tests.Weights;

/// <summary>Files as other tools, or nobody, would write them.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file of this header, byte for byte, and this data.</summary>
    public static byte[] File(string header, params byte[] data) => File(Encoding.UTF8.GetBytes(header), data);

    /// <inheritdoc cref="File(string, byte[])"/>
    public static byte[] File(byte[] header, params byte[] data)
    {
        byte[] bytes = new byte[8 + header.Length + data.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        data.CopyTo(bytes, 8 + header.Length);
        return bytes;
    }

    /// <summary>This project's own file of two small tensors.</summary>
    public static byte[] Own()
    {
        var stream = new MemoryStream();
        TensorArrays arrays = new TensorArrays().Add("c1.weight", [2, 1, 2], 1, -2, 3.5f, 0).Add("c1.bias", [2], 0.25f, -1e-20f);
        SafetensorsWriter.Write(stream, arrays.Tensors, arrays, "a1b2c3");
        return stream.ToArray();
    }

    /// <summary>A file as the Python library writes it: no metadata, and padded to 8.</summary>
    public static byte[] Foreign() =>
        File("""{"b":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[8,16]}}      """,
            [7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]);
}
