using System.Runtime.InteropServices;
using EdgeNet.Tests.Shared;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Training.Tests.Transfer;

public sealed class FeatureFileTests
{
    /// <summary>So that nothing of it stays where the process is killed.</summary>
    [Fact]
    public void The_file_has_no_name_while_it_is_used()
    {
        using var folder = new TestFolder();
        using (var file = new FeatureFile(folder.Path, count: 2, length: 3))
        {
            if (!OperatingSystem.IsWindows()) Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
            file.Write(1, [4, 5, 6]);
            file.Write(0, [1, 2, 3]);
            float[] sample = new float[3];
            file.Read(1, MemoryMarshal.AsBytes(sample.AsSpan()));
            Assert.Equal([4, 5, 6], sample);
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told()
    {
        using var folder = new TestFolder();
        string missing = Path.Combine(folder.Path, "missing");
        string message = Assert.Throws<TrainingException>(() => new FeatureFile(missing, count: 2, length: 3)).Message;
        Assert.StartsWith(missing, message, StringComparison.Ordinal);
    }
}
