using System.Buffers;
using System.Text;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Systemd;

/// <summary>The unit file of the service.</summary>
public static class ServiceUnit
{
    /// <summary>Where the program is unless it is said otherwise.</summary>
    public const string UsualProgram = "/usr/local/bin/zipreader";

    /// <summary>Where its configuration is unless it is said otherwise.</summary>
    public const string UsualConfig = "/etc/zipreader/zipreader.toml";

    /// <summary>The service's own folder: StateDirectory= of the unit.</summary>
    public const string StateFolder = "/var/lib/zipreader";

    /// <summary>The service's folder that is there while it runs: RuntimeDirectory= of the unit.</summary>
    public const string RuntimeFolder = "/run/zipreader";

    private const string Resource = "zipreader.service";
    private const string Command = $"{UsualProgram} run --config {UsualConfig}";

    // What needs no quotes.
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@");

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

    /// <summary>The file's text for a program and a configuration.</summary>
    /// <param name="program">The program, an absolute path.</param>
    /// <param name="config">Its configuration, an absolute path.</param>
    /// <exception cref="ArgumentException">A path is not absolute, or has characters that stand in no line.</exception>
    public static string For(string program, string config)
    {
        Check(program);
        Check(config);
        // The colon keeps systemd from looking for variables in it.
        string command = $":{Quote(program)} run --config {Quote(config)}";
        string usual = program == UsualProgram && config == UsualConfig ? Command : command;
        string address = new Uri(config).AbsoluteUri.Replace("%", "%%", StringComparison.Ordinal);
        return Text
            .Replace(Command, usual, StringComparison.Ordinal)
            .Replace($"file://{UsualConfig}", address, StringComparison.Ordinal);
    }

    private static void Check(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/'))
            throw new ArgumentException($"expected a path that begins with /, found '{PlainText.Shorten(path, 200)}'");
        foreach (char c in path)
        {
            if (char.IsControl(c))
                throw new ArgumentException($"expected a path without control characters, found '{PlainText.Shorten(path, 200)}'");
        }
    }

    /// <summary>As systemd.syntax(7) has it: in quotes, with quotes, backslashes and the sign of specifiers escaped.</summary>
    private static string Quote(string path)
    {
        if (!path.AsSpan().ContainsAnyExcept(Plain))
            return path;
        var text = new StringBuilder("\"");
        foreach (char c in path)
        {
            if (c is '"' or '\\')
                text.Append('\\');
            text.Append(c);
            if (c == '%')
                text.Append('%');
        }

        return text.Append('"').ToString();
    }
}
