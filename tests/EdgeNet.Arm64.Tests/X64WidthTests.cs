using EdgeNet.Arm64.Tests.Building;
using EdgeNet.Arm64.Tests.Networks;
using EdgeNet.Compiler.Tests.Emit;
using EdgeNet.Tests.Shared;
using Xunit.Abstractions;

namespace EdgeNet.Arm64.Tests;

/// <summary>What the same compiler makes for x64's instruction sets, AVX-512 among them, on any x64 machine: compiled and looked at, not run.</summary>
public sealed class X64WidthTests(ITestOutputHelper output)
{
    private static readonly string[] Registers = ["%xmm", "%ymm", "%zmm"];

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "x64");

    private static readonly Lazy<string> Assembly = new(() =>
    {
        string path = Path.Combine(Directory.CreateDirectory(Folder).FullName, "networks.dll");
        ManagedAssembly.Compile(EmittedNetwork.CompileAll([.. TestNetworks.All.Where(n => n.Name is "LeNet5ReLU" or "Depthwise" or "Residual")]), path, "x64");
        return path;
    });

    /// <summary>
    /// The choice of a width is made when compiling: an instruction set's program holds the kernels of its widest vectors alone, with each multiply-add one
    /// instruction where there is one. What is left in narrower registers are the last columns of some
    /// layers, and the softmax of a few classes.
    /// </summary>
    [Theory]
    [InlineData("x86-64-v2", 0, "mulps")]
    [InlineData("x86-64-v3", 1, "vfmadd")]
    [InlineData("x86-64-v4", 2, "vfmadd")]
    public void Each_instruction_set_gets_kernels_of_its_width_only(string instructionSet, int width, string multiply)
    {
        if (Tools.MissingForX64() is { } missing)
        {
            output.SkipForProgram(missing);
            return;
        }

        string code = Path.Combine(Folder, instructionSet + ".o");
        NativeProgram.CompileToObject(Assembly.Value, code, "x64", instructionSet);

        int[] multiplies = new int[Registers.Length];
        foreach (string line in Command.Run(Tools.Disassembler, "-d", "--no-show-raw-insn", code).Split('\n').Where(l => l.Contains(multiply, StringComparison.Ordinal)))
            multiplies[Array.FindLastIndex(Registers, r => line.Contains(r, StringComparison.Ordinal))]++;
        output.WriteLine($"{instructionSet}: {multiply} on {string.Join(", ", Registers.Zip(multiplies, (r, n) => $"{r} {n}"))}");
        Assert.InRange(multiplies[width], 500, int.MaxValue);
        Assert.All(multiplies[(width + 1)..], n => Assert.Equal(0, n));
        Assert.All(multiplies[..width], n => Assert.InRange(n, 0, multiplies[width] / 10));
    }
}
