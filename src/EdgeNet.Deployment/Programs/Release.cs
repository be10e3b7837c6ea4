using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Deployment.Programs;

/// <summary>What is sent to a device: the program, the libraries beside it, and weights.</summary>
internal sealed class Release
{
    /// <summary>The program's name on the device, whatever it is called here.</summary>
    public const string ProgramName = "ZipReader";

    /// <summary>The name of weights on the device: the program takes them in place of its own.</summary>
    public const string WeightsName = "DigitLine.safetensors";

    private const int MostLibraries = 16;
    private const long MostBytes = 1L << 30;

    private Release(DeviceRuntime runtime, IReadOnlyList<(string Name, string Path, long Length)> files) =>
        (Runtime, Files) = (runtime, files);

    /// <summary>What the program is compiled for.</summary>
    public DeviceRuntime Runtime { get; }

    /// <summary>Each file's name on the device, its path here, and its bytes.</summary>
    public IReadOnlyList<(string Name, string Path, long Length)> Files { get; }

    /// <summary>The bytes of all files.</summary>
    public long Length => Files.Sum(file => file.Length);

    /// <summary>Takes a program and what belongs to it.</summary>
    /// <param name="program">The program; native libraries (*.so) in its folder go with it.</param>
    /// <param name="weights">Weights; null for none.</param>
    /// <exception cref="DeploymentException">The program is none, or a file is not what it should be.</exception>
    public static Release Of(string program, string? weights)
    {
        if (!File.Exists(program))
            throw new DeploymentException($"{program}: there is no such file.");
        if (ElfFile.RuntimeOf(program) is not { } runtime)
            throw new DeploymentException($"{program}: expected a program for {string.Join(", ", DeviceRuntimes.All)}; it is none.");
        var files = new List<(string, string, long)> { Entry(ProgramName, program) };
        string folder = Path.GetDirectoryName(Path.GetFullPath(program))!;
        string[] libraries = [.. Directory.EnumerateFiles(folder, "*.so").Order(StringComparer.Ordinal).Take(MostLibraries + 1)];
        // Published programs have one or two beside them; a folder of a system has hundreds, which are not the program's.
        if (libraries.Length > MostLibraries)
            throw new DeploymentException($"{folder}: expected the program's folder, found one with more than {MostLibraries} libraries.");
        foreach (string library in libraries)
        {
            string name = Path.GetFileName(library);
            if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '+'))
                throw new DeploymentException($"{library}: expected a library's name of letters, digits, '_', '.', '-' and '+'.");
            if (ElfFile.RuntimeOf(library) != runtime)
                throw new DeploymentException($"{library}: expected a library for {runtime.Name()}, as the program beside it; it is none.");
            files.Add(Entry(name, library));
        }

        if (weights is not null)
            files.Add(Entry(WeightsName, weights));
        return new Release(runtime, files);
    }

    /// <summary>The files' checksums, as sha256sum -c takes them.</summary>
    public string Checksums()
    {
        var sums = new StringBuilder();
        foreach ((string name, string path, _) in Files)
        {
            using FileStream file = File.OpenRead(path);
            sums.Append(Convert.ToHexStringLower(SHA256.HashData(file))).Append("  ").Append(name).Append('\n');
        }

        return sums.ToString();
    }

    private static (string, string, long) Entry(string name, string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new DeploymentException($"{path}: there is no such file.");
        if (info.Length is 0 or > MostBytes)
        {
            throw new DeploymentException(
                FormattableString.Invariant($"{path}: expected 1 byte to {MostBytes >> 20} MiB, found {info.Length} bytes."));
        }

        return (name, path, info.Length);
    }
}
