using System.Globalization;
using System.Text;
using EdgeNet.Compiler.Tests.Emit;

namespace EdgeNet.Arm64.Tests.Building;

/// <summary>Builds an AArch64 program that runs networks: the NativeAOT compiler's object file, linked with the harness and without .NET's runtime.</summary>
internal static class NativeProgram
{
    /// <summary>The function of calibration.S, which runs as if it were a network.</summary>
    public const string Calibration = "calibration";

    /// <summary>The floats of each of its buffers.</summary>
    public const int CalibrationLength = 4;

    private static readonly string[] LibraryFunctions = ["memcpy", "memmove", "memset"];

    /// <summary>Builds the program.</summary>
    /// <param name="networks">The networks that it runs.</param>
    /// <param name="folder">Takes what is built.</param>
    /// <returns>The program's path.</returns>
    public static string Build(IReadOnlyList<EmittedNetwork> networks, string folder)
    {
        string assembly = Path.Combine(folder, "networks.dll"), code = Path.Combine(folder, "networks.o"), program = Path.Combine(folder, "networks");
        ManagedAssembly.Compile(networks, assembly, "arm64");
        CompileToObject(assembly, code, "arm64");
        string stubs = Path.Combine(folder, "stubs.S"), table = Path.Combine(folder, "table.c"), harness = Path.Combine(AppContext.BaseDirectory, "Harness");
        File.WriteAllText(stubs, Stubs(code));
        File.WriteAllText(table, Table(networks));
        Command.Run(Tools.Linker, "-O2", "-Wall", "-Werror", "-static", "-Wl,--gc-sections", "-I", harness, "-o", program,
            Path.Combine(harness, "main.c"), Path.Combine(harness, "runtime.c"), Path.Combine(harness, "calibration.S"), table, stubs, code, "-lm");
        return program;
    }

    /// <summary>Compiles an assembly with the settings of a published program for Linux, optimised for speed.</summary>
    /// <param name="assembly">The assembly's path.</param>
    /// <param name="code">Takes the object file.</param>
    /// <param name="architecture">x64 or arm64.</param>
    /// <param name="instructionSet">The instruction set; null for the architecture's baseline.</param>
    public static void CompileToObject(string assembly, string code, string architecture, string? instructionSet = null) =>
        Command.Run(Tools.Ilc,
        [
            assembly, "-o:" + code, "--nativelib", "--targetos:linux", "--targetarch:" + architecture, "--optimize-time",
            .. Tools.Framework(architecture).Select(f => "-r:" + Path.Combine(f, "*.dll")), .. ManagedAssembly.Runtime.Select(f => "-r:" + f),
            "--feature:System.Globalization.Invariant=true", "--feature:System.Resources.UseSystemResourceKeys=true",
            "--feature:System.Diagnostics.Tracing.EventSource.IsSupported=false", "--reflectiondata:none", "--resilient",
            .. instructionSet is null ? [] : new[] { "--instruction-set:" + instructionSet },
        ]);

    /// <summary>
    /// A function for every one that the object file would call: it reports its name. The harness's own come before these weak ones; of the C
    /// library nothing else is let through than what neither allocates nor fails.
    /// </summary>
    private static string Stubs(string code)
    {
        var text = new StringBuilder();
        string[] undefined = [.. Command.Run(Tools.SymbolLister, "--undefined-only", "--format=posix", code)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0])];
        foreach (string name in undefined.Except(LibraryFunctions))
        {
            text.Append(CultureInfo.InvariantCulture, $"""
                    .section .text.stub, "ax"
                    .weak "{name}"
                    .type "{name}", %function
                "{name}":
                    adrp x0, 1f
                    add x0, x0, :lo12:1f
                    b runtime_called
                    .section .rodata.stub, "a"
                1:  .asciz "{name}"

                """);
        }

        return text.Append("    .section .note.GNU-stack, \"\", %progbits\n").ToString();
    }

    private static string Table(IReadOnlyList<EmittedNetwork> networks)
    {
        var text = new StringBuilder("#include \"network.h\"\n");
        foreach (EmittedNetwork network in networks)
            text.Append(CultureInfo.InvariantCulture, $"void {ManagedAssembly.EntryPoint(network)}(const float *, int, const float *, int, float *, int, float *, int);\n");
        text.Append(CultureInfo.InvariantCulture, $"void {Calibration}(const float *, int, const float *, int, float *, int, float *, int);\n");
        text.Append("const struct network networks[] = {\n");
        foreach (EmittedNetwork network in networks)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {{ \"{network.Graph.Name}\", {ManagedAssembly.EntryPoint(network)}, {network.Graph.InputLength}, "
                + $"{network.Constant("WeightsLength")}, {network.Constant("WorkspaceLength")}, {network.Graph.OutputLength} }},\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    {{ \"{Calibration}\", {Calibration}, {CalibrationLength}, {CalibrationLength}, {CalibrationLength}, {CalibrationLength} }},\n");
        return text.Append(CultureInfo.InvariantCulture, $"}};\nconst int network_count = {networks.Count + 1};\n").ToString();
    }
}
