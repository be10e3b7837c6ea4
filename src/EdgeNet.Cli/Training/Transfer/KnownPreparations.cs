using EdgeNet.Cli.Networks;

namespace EdgeNet.Cli.Training.Transfer;

/// <summary>How pretrained networks that everybody can have want their pictures, which their files do not say.</summary>
internal static class KnownPreparations
{
    /// <summary>
    /// Microsoft's ResNet-18 of the NuGet package Microsoft.ML.DnnImageFeaturizer.ResNet18: blue, green and red from 0 to 255 less a mean
    /// picture, as its ResNetPreprocess.onnx has it; these are the mean picture's means.
    /// </summary>
    private static readonly InputPreparation MicrosoftResNet = new(InputKind.Picture, [3, 224, 224])
    {
        Color = PictureColor.Bgr, Mean = [0.40417f, 0.45452f, 0.48295f], Deviation = [1 / 255f],
    };

    private static readonly Dictionary<string, InputPreparation> ByFingerprint = new(StringComparer.Ordinal)
    {
        ["445b60b316b6efef"] = MicrosoftResNet,
    };

    /// <summary>A network's preparation; null where it is not known.</summary>
    /// <param name="network">The network as it was written.</param>
    public static InputPreparation? Of(NetworkEntry network) => ByFingerprint.GetValueOrDefault(network.Info.Fingerprint);
}
