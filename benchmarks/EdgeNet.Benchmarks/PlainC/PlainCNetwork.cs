using System.Diagnostics;
using System.Runtime.InteropServices;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Benchmarks.PlainC;

/// <summary>A network in plain C, compiled by gcc -O3 -march=native and loaded.</summary>
internal sealed unsafe class PlainCNetwork : IDisposable
{
    private readonly nint _library;
    private readonly delegate* unmanaged<float*, float**, float*, void> _infer;
    private readonly List<nint> _parameters = [];
    private readonly nint* _pointers;

    private PlainCNetwork(nint library, NetworkGraph graph, IParameterSource parameters)
    {
        _library = library;
        _infer = (delegate* unmanaged<float*, float**, float*, void>)NativeLibrary.GetExport(library, "infer");
        foreach (var (name, shape) in graph.Parameters())
        {
            var copy = (float*)NativeMemory.AlignedAlloc((nuint)shape.Length * sizeof(float), 64);
            parameters.GetParameter(name).CopyTo(new Span<float>(copy, shape.Length));
            _parameters.Add((nint)copy);
        }

        _pointers = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, _parameters.Count), (nuint)sizeof(nint));
        for (int i = 0; i < _parameters.Count; i++) _pointers[i] = _parameters[i];
    }

    /// <summary>Whether there is a gcc.</summary>
    public static bool IsAvailable { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator).Any(p => File.Exists(Path.Combine(p, "gcc"))) == true;

    /// <summary>Writes, compiles and loads a network.</summary>
    /// <param name="graph">The network, before any pass.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="NotSupportedException">A layer has no plain C form.</exception>
    /// <exception cref="InvalidOperationException">gcc refuses it.</exception>
    public static PlainCNetwork Compile(NetworkGraph graph, IParameterSource parameters)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("edgenet-plain-c-");
        try
        {
            string source = Path.Combine(folder.FullName, "network.c"), library = Path.Combine(folder.FullName, "network.so");
            File.WriteAllText(source, PlainCSource.Of(graph));
            using Process gcc = Process.Start(new ProcessStartInfo("gcc", ["-O3", "-march=native", "-shared", "-fPIC", "-w", "-o", library, source, "-lm"]) { RedirectStandardError = true })!;
            string errors = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            if (gcc.ExitCode != 0) throw new InvalidOperationException($"gcc: {errors}");
            return new(NativeLibrary.Load(library), graph, parameters);
        }
        finally
        {
            folder.Delete(recursive: true); // Linux keeps a loaded library
        }
    }

    /// <summary>Runs the network.</summary>
    /// <param name="input">The input, channels first.</param>
    /// <param name="output">The output.</param>
    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        fixed (float* x = input, y = output) _infer(x, (float**)_pointers, y);
    }

    /// <summary>Unloads it.</summary>
    public void Dispose()
    {
        foreach (nint parameter in _parameters) NativeMemory.AlignedFree((void*)parameter);
        NativeMemory.Free(_pointers);
        NativeLibrary.Free(_library);
    }
}
