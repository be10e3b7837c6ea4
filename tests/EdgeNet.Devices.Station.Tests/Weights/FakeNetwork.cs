using EdgeNet.Devices.Station.Weights;

namespace EdgeNet.Devices.Station.Tests.Weights;

/// <summary>A network of four weights whose output is the first of them.</summary>
internal sealed class FakeNetwork(float weight, NetworkInfo info) : INetwork<float>
{
    public static readonly NetworkInfo Kind = new("Fake", "fake-1", [1], [1], [new ParameterInfo("w", [4])], 4, 0, 4);

    public static readonly NetworkInfo Other = new("Other", "other-1", [1], [1], [new ParameterInfo("w", [4])], 4, 0, 4);

    public NetworkInfo Info => info;

    public bool IsDisposed { get; private set; }

    public float Weight => weight;

    /// <summary>A kind whose self-test wants a positive weight.</summary>
    public static NetworkKind NewKind(List<FakeNetwork>? made = null) =>
        new(
            Kind,
            path =>
            {
                using SafetensorsFile file = SafetensorsFile.Open(path);
                return Noted(made, new FakeNetwork(file.GetParameter("w")[0], Kind));
            },
            () => Noted(made, new FakeNetwork(0.5f, Kind)),
            network => Run(network) > 0 ? null : "sample 1 of 1: expected '5', found nothing");

    private static FakeNetwork Noted(List<FakeNetwork>? made, FakeNetwork network)
    {
        made?.Add(network);
        return network;
    }

    public static byte[] File(float weight, NetworkInfo? info = null)
    {
        using var stream = new MemoryStream();
        info ??= Kind;
        SafetensorsWriter.Write(stream, info.Parameters, new Parameters([weight, 2, 3, 4]), info.Fingerprint);
        return stream.ToArray();
    }

    public static float Run(INetwork<float> network)
    {
        Span<float> output = stackalloc float[1];
        network.Infer([1], output);
        return output[0];
    }

    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        output[0] = weight;
    }

    public void Dispose() => IsDisposed = true;

    private sealed class Parameters(float[] values) : IParameterSource
    {
        public ReadOnlySpan<float> GetParameter(string name) => values;
    }
}
