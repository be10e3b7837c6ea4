using System.Collections.Concurrent;

namespace EdgeNet.Deployment.Tests;

/// <summary>Programs in place of ZipReader, compiled once each.</summary>
internal static class StandIn
{
    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Made = new();

    /// <summary>Makes a program.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="version">Its number, which it says.</param>
    /// <param name="settings">What it does, as StandIn.c's macros: "RUN=EndsAtOnce".</param>
    /// <returns>Its path.</returns>
    public static string Make(TestFolder folder, int version, params string[] settings)
    {
        string[] macros = [FormattableString.Invariant($"VERSION={version}"), .. settings];
        byte[] program = Made.GetOrAdd(string.Join(' ', macros), _ => new Lazy<byte[]>(() => Compile(macros))).Value;
        return folder.Write(FormattableString.Invariant($"it's \"{version}\"/Zip Reader"), program);
    }

    private static byte[] Compile(string[] macros)
    {
        using var folder = new TestFolder();
        string source = folder.WriteText("StandIn.c", TestDevice.Resource("StandIn.c")), program = folder.PathOf("program");
        Tool.Run("cc", ["-Os", "-o", program, source, .. macros.Select(macro => "-D" + macro)]);
        return File.ReadAllBytes(program);
    }
}
