namespace EdgeNet.Deployment.Programs;

/// <summary>A folder for what is published, gone afterwards.</summary>
internal sealed class PublishFolder : IDisposable
{
    /// <summary>The folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("edgenet-deploy-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A program that ends goes before what it leaves in a temporary folder.
        }
    }
}
