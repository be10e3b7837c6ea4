namespace EdgeNet.Devices.Station.Configuration;

/// <summary>The configuration file that a new device gets: every key, commented.</summary>
public static class ConfigTemplate
{
    private const string Resource = "zipreader.toml";

    /// <summary>The file's text.</summary>
    public static string Text
    {
        get
        {
            using Stream stream = typeof(ConfigTemplate).Assembly.GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
