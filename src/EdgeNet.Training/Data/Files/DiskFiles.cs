namespace EdgeNet.Training.Data.Files;

/// <summary>The files below a folder.</summary>
/// <param name="root">The folder.</param>
internal sealed class DiskFiles(string root) : DataFiles
{
    /// <summary>Files that are named by whole paths.</summary>
    public static DiskFiles Any { get; } = new("");

    /// <inheritdoc/>
    public override string Root => root;

    /// <inheritdoc/>
    public override bool AreOnDisk => true;

    /// <inheritdoc/>
    public override IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder).Where(f => !IsHidden(f) && Safety.FileKind.OtherThanRegular(f) is null);

    /// <inheritdoc/>
    public override IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder).Where(d => !IsHidden(d));

    /// <inheritdoc/>
    public override bool HasFile(string path) => File.Exists(path);

    /// <inheritdoc/>
    public override bool IsLink(string folder) => new DirectoryInfo(folder).LinkTarget is not null;

    /// <inheritdoc/>
    public override long Length(string path) => new FileInfo(path).Length;

    /// <inheritdoc/>
    public override Stream OpenRead(string path) => File.OpenRead(path);

    /// <inheritdoc/>
    public override (string File, long Offset, long Length)? Place(string path) => (path, 0, new FileInfo(path).Length);
}
