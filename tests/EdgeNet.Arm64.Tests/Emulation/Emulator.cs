using System.Globalization;
using System.Runtime.InteropServices;
using EdgeNet.Arm64.Tests.Building;
using EdgeNet.Compiler.Tests.Emit;

namespace EdgeNet.Arm64.Tests.Emulation;

/// <summary>Runs the AArch64 program under QEMU.</summary>
/// <param name="program">The program.</param>
/// <param name="folder">Takes files of inputs, weights, answers and traces.</param>
internal sealed class Emulator(string program, string folder)
{
    private readonly Symbols _symbols = Symbols.Of(program);

    /// <summary>The processors of the Raspberry Pi 3, 4 and 5.</summary>
    public static IReadOnlyList<string> Processors { get; } = ["cortex-a53", "cortex-a72", "cortex-a76"];

    /// <summary>Runs a network once; it must succeed.</summary>
    /// <returns>Its output.</returns>
    public float[] Infer(EmittedNetwork network, string processor, float[] input)
    {
        var (code, error, output) = Run(network.Graph.Name, processor, input, network.Weights, null);
        Assert.True(code == 0, $"{network.Graph.Name} on {processor} ended with {code}: {error}");
        return output;
    }

    /// <summary>Runs a network on an input whose length is given wrongly.</summary>
    public (int Code, string Error) InferWithLength(EmittedNetwork network, string processor, float[] input, int length)
    {
        var (code, error, _) = Run(network.Graph.Name, processor, input, network.Weights, null, length.ToString(CultureInfo.InvariantCulture));
        return (code, error);
    }

    /// <summary>Counts the instructions of one inference, by function.</summary>
    public IReadOnlyList<(string Function, InstructionCounts Counts)> Count(EmittedNetwork network, string processor, float[] input) =>
        Count(network.Graph.Name, ManagedAssembly.EntryPoint(network), processor, input, network.Weights);

    /// <summary>Counts the instructions of the function that a person has counted.</summary>
    public IReadOnlyList<(string Function, InstructionCounts Counts)> CountCalibration(string processor)
    {
        float[] floats = new float[NativeProgram.CalibrationLength];
        return Count(NativeProgram.Calibration, NativeProgram.Calibration, processor, floats, floats);
    }

    private IReadOnlyList<(string Function, InstructionCounts Counts)> Count(
        string name, string function, string processor, float[] input, ReadOnlySpan<float> weights)
    {
        string log = Path.Combine(folder, $"{name}-{processor}.log");
        var (code, error, _) = Run(name, processor, input, weights, log);
        Assert.True(code == 0, $"{name} on {processor} ended with {code}: {error}");
        var counts = InstructionTrace.Count(log, _symbols[function], _symbols["main"]);
        File.Delete(log);
        return counts;
    }

    private (int Code, string Error, float[] Output) Run(
        string name, string processor, float[] input, ReadOnlySpan<float> parameters, string? log, params string[] more)
    {
        string stem = Path.Combine(folder, $"{name}-{processor}"), inputs = stem + ".input", weights = stem + ".weights", outputs = stem + ".output";
        File.WriteAllBytes(inputs, MemoryMarshal.AsBytes<float>(input));
        File.WriteAllBytes(weights, MemoryMarshal.AsBytes(parameters));
        string[] tracing = log is null ? [] : ["-d", "in_asm,exec,nochain", "-D", log];
        var (code, _, error) = Command.TryRun(Tools.Emulator, ["-cpu", processor, .. tracing, program, name, inputs, weights, outputs, .. more]);
        return (code, error, code == 0 ? MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(outputs)).ToArray() : []);
    }
}
