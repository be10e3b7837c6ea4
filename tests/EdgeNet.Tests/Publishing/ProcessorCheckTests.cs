using System.Diagnostics;
using System.Globalization;
using EdgeNet.Tests.Shared;
using Xunit.Abstractions;

namespace EdgeNet.Tests.Publishing;

/// <summary>
/// What EdgeNet.targets links into programs, in a C program that has nothing else, on processors that QEMU emulates. .ci/run does the same with
/// the published ZipReader.
/// </summary>
public sealed class ProcessorCheckTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2, "core2duo", "SSE4.1, SSE4.2, POPCNT", "x86-64")]
    [InlineData(2, "Nehalem", null, null)]
    [InlineData(3, "core2duo", "SSE4.1, SSE4.2, POPCNT, AVX, AVX2, FMA, BMI1, BMI2, LZCNT, MOVBE", "x86-64")]
    [InlineData(3, "Nehalem", "AVX, AVX2, FMA, BMI1, BMI2, LZCNT, MOVBE", "x86-64-v2")]
    [InlineData(3, "Haswell,-fma,-movbe", "FMA, MOVBE", "x86-64-v2")]
    [InlineData(3, "Haswell,-xsave", "an operating system that saves its vector registers", "x86-64-v2")]
    [InlineData(3, "Haswell", null, null)]
    [InlineData(4, "Haswell", "AVX512F, AVX512BW, AVX512CD, AVX512DQ, AVX512VL", "x86-64-v3")]
    public void A_processor_that_lacks_something_is_told_before_the_program_begins(int level, string processor, string? lacks, string? remedy)
    {
        if (X64Emulator.Find(out string missing) is not { } emulator)
        {
            output.SkipForProgram(missing);
            return;
        }

        if ((X64Emulator.OnPath("gcc") ?? X64Emulator.OnPath("clang")) is not { } compiler)
        {
            output.SkipForProgram("no gcc and no clang.");
            return;
        }

        using var folder = new TestFolder();
        string main = folder.PathOf("main.c"), program = folder.PathOf("reader");
        File.WriteAllText(main, "#include <stdio.h>\nint main(void) { puts(\"began\"); return 0; }\n");
        Compile(compiler, level, main, program);

        var found = emulator.RunAs(processor, program);
        (int, string, string) expected = lacks is null
            ? (0, "began\n", "")
            : (1, "", $"reader: this processor lacks {lacks}; the program was compiled for x86-64-v{level}. To run it here, publish it with -p:IlcInstructionSet={remedy}.\n");
        Assert.Equal(expected, found);
    }

    private static void Compile(string compiler, int level, string main, string program)
    {
        string check = Path.Combine(AppContext.BaseDirectory, "buildTransitive", "processor.c");
        using Process process = Process.Start(compiler,
            [string.Create(CultureInfo.InvariantCulture, $"-DEDGENET_X86_64_LEVEL={level}"), "-Wall", "-Wextra", "-Werror", "-static", "-o", program, main, check]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
