using System.CommandLine;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Text.Json;
using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Measuring;
using EdgeNet.Measuring.Peers;
using EdgeNet.Onnx;

namespace EdgeNet.Cli.Commands;

/// <summary>edgenet bench: how fast the generated code is here, alone or in turns with ONNX Runtime.</summary>
internal static class BenchCommand
{
    /// <summary>Any input takes the same time; this one is the same in every run.</summary>
    private const int InputSeed = 1;

    public static Command Create(CommandOutput output)
    {
        var network = new NetworkOptions();
        var weights = new Option<FileInfo?>("--weights")
        {
            Description = "Weights to run with; the embedded ones, or random ones where there are none, if not given. They do not change the time.",
            HelpName = "FILE",
        };
        var library = new Option<FileInfo?>("--onnxruntime")
        {
            Description = "ONNX Runtime's shared library, such as libonnxruntime.so.1: runs the exported network in turns with the generated code, on one thread.",
            HelpName = "FILE",
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Rounds of about 2 ms each.",
            HelpName = "N",
            DefaultValueFactory = _ => MeasuringOptions.Default.Rounds,
        }.AtLeast(1);
        var json = new Option<bool>("--json") { Description = "The figures as one line of JSON." };
        var command = new Command("bench", "Measures one inference of a network's generated code on this machine: latency and allocated memory.");
        network.AddTo(command);
        command.Add(weights);
        command.Add(library);
        command.Add(rounds);
        command.Add(json);
        command.SetAction(parsed =>
        {
            NetworkEntry entry = parsed.GetValue(weights) is { } learnt ? network.FindFor(parsed, learnt) : network.Find(parsed);
            var options = MeasuringOptions.Default with { Rounds = parsed.GetValue(rounds) };
            (Latency latency, PeerComparison? peer) = Measure(entry, parsed.GetValue(weights), parsed.GetValue(library), options, output);
            if (parsed.GetValue(json)) output.Out.WriteLine(ToJson(entry, latency, peer));
            else Show(entry, latency, peer, output);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The vectors that the generated code uses here.</summary>
    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;

    private static (Latency Latency, PeerComparison? Peer) Measure(NetworkEntry entry, FileInfo? weights, FileInfo? library, MeasuringOptions options, CommandOutput output)
    {
        using NetworkParameters parameters = NetworkParameters.Open(entry, weights);
        parameters.Tell(output);
        using INetwork<float> network = entry.Create(parameters.Source);
        var random = new Random(InputSeed);
        float[] input = GC.AllocateArray<float>(entry.Info.InputLength, pinned: true);
        for (int i = 0; i < input.Length; i++) input[i] = random.NextSingle();
        if (library is not null)
        {
            OnnxRuntimeLibrary loaded = OnnxRuntimeLibrary.Load(library.ToString());
            PeerComparison peer = PeerComparison.Measure(loaded, network, OnnxExporter.Export(entry.Graph, parameters.Source), input, options);
            return (peer.Latency.First, peer);
        }

        float[] answer = GC.AllocateArray<float>(entry.Info.OutputLength, pinned: true);
        return (Latency.Measure(() => network.Infer(input, answer), options), null);
    }

    private static string ToJson(NetworkEntry entry, Latency latency, PeerComparison? peer) => Json.Object(json =>
    {
        json.WriteString("network", entry.Name);
        json.WriteNumber("vectorBits", VectorBits);
        json.WriteStartObject("microseconds");
        WriteRounded(json, "min", latency.Min);
        WriteRounded(json, "median", latency.Median);
        WriteRounded(json, "p99", latency.P99);
        json.WriteEndObject();
        json.WriteNumber("allocatedBytes", latency.AllocatedBytes);
        if (peer is null)
        {
            json.WriteNull("peer");
            return;
        }

        json.WriteStartObject("peer");
        json.WriteString("name", peer.PeerName);
        WriteRounded(json, "median", peer.Latency.Second.Median);
        WriteRounded(json, "ratio", peer.Latency.Ratio);
        json.WriteEndObject();
    });

    /// <summary>A clock that ticks in nanoseconds has no more than three decimals of a microsecond to tell.</summary>
    private static void WriteRounded(Utf8JsonWriter json, string name, double value) => json.WriteNumber(name, Math.Round(value, 3));

    private static void Show(NetworkEntry entry, Latency latency, PeerComparison? peer, CommandOutput output)
    {
        output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{entry.Name}, one inference on one thread, {VectorBits}-bit vectors, {latency.Calls:N0} calls"));
        var table = new TextTable("", ">min µs", ">median µs", ">p99 µs", ">allocated bytes");
        AddRow("generated code", latency);
        if (peer is not null) AddRow(peer.PeerName, peer.Latency.Second);
        output.Write(table);
        if (peer is not null)
        {
            output.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{peer.Latency.Ratio:0.00} times as fast as {peer.PeerName} (median of the pairwise ratios); answers differ by at most {peer.MaxDifference:0.0e0}."));
        }

        void AddRow(string name, Latency l) =>
            table.Row(name, Format.Fixed(l.Min, 2), Format.Fixed(l.Median, 2), Format.Fixed(l.P99, 2), Format.Count(l.AllocatedBytes));
    }
}
