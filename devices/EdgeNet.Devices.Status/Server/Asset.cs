using System.Globalization;
using System.IO.Hashing;

namespace EdgeNet.Devices.Status.Server;

/// <summary>A file that is in the assembly.</summary>
internal sealed class Asset
{
    private Asset(byte[] bytes)
    {
        Bytes = bytes;
        Tag = string.Create(CultureInfo.InvariantCulture, $"\"{XxHash3.HashToUInt64(bytes):x16}\"");
    }

    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Another text for each other content.</summary>
    internal string Tag { get; }

    internal static Asset Load(string name)
    {
        using Stream stream = typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset(bytes);
    }
}
