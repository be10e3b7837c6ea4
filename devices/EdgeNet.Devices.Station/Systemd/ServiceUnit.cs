namespace EdgeNet.Devices.Station.Systemd;

/// <summary>The unit file of the service.</summary>
public static class ServiceUnit
{
    private const string Resource = "zipreader.service";

    /// <summary>The file's text, with the program and its configuration at their usual places.</summary>
    public static string Text
    {
        get
        {
            using Stream stream = typeof(ServiceUnit).Assembly.GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
