using System.Globalization;

namespace EdgeNet.Onnx.Conformance;

/// <summary>
/// Finds tests as ONNX's backend tests are laid out (https://github.com/onnx/onnx/tree/main/onnx/backend/test/data): a folder with model.onnx and
/// test_data_set_0/input_0.pb, output_0.pb…; or light_x.onnx with light_x_output_0.pb beside it.
/// </summary>
public static class ConformanceSuite
{
    /// <summary>The tests in a folder and below it, in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<ConformanceTest> Find(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 16, AttributesToSkip = FileAttributes.ReparsePoint };
        return
        [
            .. Directory.EnumerateFiles(folder, "*.onnx", options).Select(Of).OfType<ConformanceTest>().OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The test of a model, or null where nothing beside it says what it should give.</summary>
    /// <param name="model">The model's file.</param>
    public static ConformanceTest? Of(string model)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(model))!, file = Path.GetFileNameWithoutExtension(model);
        string[] besides = Numbered(folder, file + "_output_");
        if (besides.Length > 0) return new ConformanceTest(file, model, [new ConformanceData([], besides)]);

        ConformanceData[] sets = [.. Directory.EnumerateDirectories(folder, "test_data_set_*")
            .OrderBy(d => Number(d, "test_data_set_")).ThenBy(d => d, StringComparer.Ordinal)
            .Select(d => new ConformanceData(Numbered(d, "input_"), Numbered(d, "output_")))
            .Where(s => s.Outputs.Count > 0)];
        return sets.Length > 0 ? new ConformanceTest(file == "model" ? Path.GetFileName(folder) : file, model, sets) : null;
    }

    /// <summary>prefix0.pb, prefix1.pb…, in the order of their numbers.</summary>
    private static string[] Numbered(string folder, string prefix) =>
    [
        .. Directory.EnumerateFiles(folder, "*.pb").Where(f => Path.GetFileName(f).StartsWith(prefix, StringComparison.Ordinal) && Number(f, prefix) is not null)
            .OrderBy(f => Number(f, prefix)),
    ];

    private static int? Number(string path, string prefix)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        return name.Length > prefix.Length && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
