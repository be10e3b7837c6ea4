using EdgeNet.Devices.Station.Weights;

namespace EdgeNet.Devices.Station.Doctor.Checks;

/// <summary>
/// Loads the weights that would be used, and reads the samples in the program with them. It changes nothing in their folder.
/// </summary>
/// <param name="kind">The network.</param>
/// <param name="folder">The folder of weights; null for those in the program.</param>
public sealed class WeightsCheck(NetworkKind kind, string? folder) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "weights";

    /// <inheritdoc/>
    public CheckResult Run(CancellationToken cancellation)
    {
        string? path = folder is null ? null : Path.Combine(folder, "current.safetensors");
        bool isFile = path is not null && File.Exists(path);
        string what = isFile ? path! : "those in the program";
        try
        {
            using INetwork<float> network = isFile ? WeightsFile.Load(path!, kind) : kind.LoadEmbedded();
            return !isFile && kind.Test(network) is { } problem
                ? CheckResult.Failed($"{what}: {problem}", Remedy(isFile))
                : CheckResult.Ok($"{what}: {kind.Info.Name} reads the samples");
        }
        catch (Exception error) when (error is WeightsException or IOException or UnauthorizedAccessException)
        {
            return CheckResult.Failed(error.Message.Replace('\n', ';'), Remedy(isFile));
        }
    }

    private string Remedy(bool isFile) =>
        isFile
            ? $"rm {folder}/current.safetensors goes back to those in the program; edgenet train makes new ones"
            : "install the program again: its file is damaged";
}
