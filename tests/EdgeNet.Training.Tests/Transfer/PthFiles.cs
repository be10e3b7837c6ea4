using System.IO.Compression;

namespace EdgeNet.Training.Tests.Transfer;

/// <summary>
/// Files of PyTorch 1.13. state.pth is the state dict of a convolution (1→2, 3×3, no bias), a batch norm and a dense layer (8→3), whose
/// numbers count up by a sixteenth from 0, 1, 2, 3 and 4; checkpoint.pth has one under state_dict, behind "module.", beside an
/// optimizer's memory; types.pth is one tensor of each kind; module.pth is a whole model; legacy.pth is of the format before 1.6.
/// </summary>
internal static class PthFiles
{
    public static byte[] Read(string name)
    {
        using Stream stream = typeof(PthFiles).Assembly.GetManifestResourceStream(name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>A zip file as torch.save writes it, of a pickle and the numbers of one storage.</summary>
    public static byte[] Zip(byte[] pickle, byte[] storage, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in new[] { ("archive/data.pkl", pickle), ("archive/data/0", storage) })
            {
                using Stream entry = zip.CreateEntry(name, name.EndsWith('0') ? compression : CompressionLevel.NoCompression).Open();
                entry.Write(bytes);
            }
        }

        return memory.ToArray();
    }

    /// <summary>The pickle of a file.</summary>
    public static byte[] Pickle(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(Read(name)));
        using var bytes = new MemoryStream();
        using Stream entry = zip.Entries.Single(e => e.Name == "data.pkl").Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
