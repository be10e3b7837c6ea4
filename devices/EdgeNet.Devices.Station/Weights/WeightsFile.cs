using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Weights;

/// <summary>Weights from outside, which are tried before they read.</summary>
public static class WeightsFile
{
    /// <summary>The most bytes of a file.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>
    /// Checks a file (checksum, fingerprint, shapes, finite numbers), loads it, and reads the samples of its kind with it.
    /// </summary>
    /// <param name="path">The file, as <c>edgenet train</c> writes it.</param>
    /// <param name="kind">The network.</param>
    /// <exception cref="WeightsException">It is damaged, of another network, or fails the self-test.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static INetwork<float> Load(string path, WeightsKind kind)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(kind);
        if (FileKind.OtherThanRegular(path) is { } other)
            throw new WeightsException($"{path}: expected a file, found {other}.");
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new WeightsException($"{path}: there is no such file.");
        if (info.Length > MostBytes)
            throw new WeightsException(FormattableString.Invariant($"{path}: expected at most {MostBytes} bytes."));
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            // Files of other tools have neither fingerprint nor checksum, and nobody could tell a damaged one.
            if (file.Fingerprint is null)
                throw new WeightsException(
                    $"{path}: expected a file with fingerprint and checksum, as edgenet train writes it, found one without.");
            WeightsValidation.Check(file, kind.Info);
        }

        INetwork<float> network = kind.Load(path);
        string? problem;
        try
        {
            problem = kind.Test(network);
        }
        catch
        {
            network.Dispose();
            throw;
        }

        if (problem is null)
            return network;
        network.Dispose();
        throw new WeightsException($"{path}: fails the self-test: {problem}");
    }
}
