namespace EdgeNet.Deployment.Device;

/// <summary>The scripts that run on a device.</summary>
internal static class DeviceScripts
{
    /// <summary>Says what the device is; changes nothing.</summary>
    public static string Look => Read("look.sh");

    /// <summary>Puts a release in place, and goes back to the one before where it is not healthy.</summary>
    public static string Install => Read("install.sh");

    private static string Read(string name)
    {
        using Stream stream = typeof(DeviceScripts).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        // A checkout on Windows may have given its lines other ends, which no shell takes.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
