using System.Globalization;
using EdgeNet.Arm64.Tests.Emulation;
using EdgeNet.Arm64.Tests.Networks;
using EdgeNet.Compiler.Tests.Emit;
using EdgeNet.Tests.Shared;
using Xunit.Abstractions;

namespace EdgeNet.Arm64.Tests;

/// <summary>The code of a device: each network compiled to AArch64, and run under QEMU as the processors of the Raspberry Pi 3, 4 and 5.</summary>
public sealed class Arm64Tests(EmulatedNetworks networks, ITestOutputHelper output) : IClassFixture<EmulatedNetworks>
{
    private const float Tolerance = 1e-5f;

    /// <summary>What one inference took when this was last changed, rounded up: upper bounds, so that more shows. Lower them with the counts.</summary>
    private static readonly Dictionary<string, int> MostInstructions = new() { ["LeNet5ReLU"] = 106_000, ["LeNet5"] = 116_000 };

    public static TheoryData<string> Names { get; } = [.. TestNetworks.All.Select(n => n.Name)];

    /// <summary>
    /// The stand-in for the runtime ends the program with the name of any of the runtime's functions that is called, allocating and
    /// throwing ones among them: a run that ends well allocated nothing and threw nothing.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void Answers_are_those_of_x64_without_an_allocation_or_an_exception(string name)
    {
        if (Skips()) return;
        EmittedNetwork network = networks.Networks[name];
        foreach (string processor in Emulator.Processors)
        {
            for (int seed = 1; seed <= 2; seed++)
            {
                float[] input = EmulatedNetworks.Input(network, seed), expected = network.Infer(0, input), actual = networks.Emulator.Infer(network, processor, input);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.True(Math.Abs(actual[i] - expected[i]) <= Tolerance, string.Create(CultureInfo.InvariantCulture,
                        $"{processor}, output {i}: expected {expected[i]}, found {actual[i]}"));
                }
            }
        }
    }

    /// <summary>Shows that the proof above can fail: the check of the input's length must make an exception, and that is seen when it is allocated.</summary>
    [Fact]
    public void A_call_into_the_runtime_is_reported_by_name()
    {
        if (Skips()) return;
        EmittedNetwork network = networks.Networks["LeNet5ReLU"];
        var (code, error) = networks.Emulator.InferWithLength(network, Emulator.Processors[0], EmulatedNetworks.Input(network, 1), 7);
        Assert.Equal(3, code);
        Assert.StartsWith("runtime call: RhpNew", error, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Instructions_are_counted_and_the_same_for_every_input(string name)
    {
        if (Skips()) return;
        EmittedNetwork network = networks.Networks[name];
        var functions = networks.Emulator.Count(network, Emulator.Processors[1], EmulatedNetworks.Input(network, 1));
        InstructionCounts total = functions.Aggregate(new InstructionCounts(), (sum, f) => sum + f.Counts);
        output.WriteLine($"{total}: {name}");
        foreach (var (function, counts) in functions) output.WriteLine($"{counts}: {function[(function.LastIndexOf("__", StringComparison.Ordinal) + 1)..]}");

        InstructionCounts again = networks.Emulator.Count(network, Emulator.Processors[1], EmulatedNetworks.Input(network, 2))
            .Aggregate(new InstructionCounts(), (sum, f) => sum + f.Counts);
        Assert.Equal(total, again);
        if (MostInstructions.TryGetValue(name, out int most)) Assert.InRange(total.Total, 1, most);
    }

    [Fact]
    public void Counting_finds_what_a_person_counts()
    {
        if (Skips()) return;
        foreach (string processor in Emulator.Processors)
        {
            var (function, counts) = Assert.Single(networks.Emulator.CountCalibration(processor));
            Assert.Equal("calibration", function);
            Assert.Equal(new InstructionCounts { Total = 2 + 5 * 1000 + 1, Loads = 1000, Stores = 1000, VectorMultiplyAdds = 1000 }, counts);
        }
    }

    private bool Skips()
    {
        if (networks.Missing is null) return false;
        output.SkipForProgram(networks.Missing);
        return true;
    }
}
