using System.Runtime.InteropServices;

namespace EdgeNet.Onnx.OnnxRuntime;

/// <summary>
/// ONNX Runtime's shared library, loaded at run time from wherever the user has it (libonnxruntime.so.1, onnxruntime.dll,
/// libonnxruntime.dylib), so that nothing here depends on it.
/// </summary>
/// <remarks>Loaded once a process and path, and never unloaded: the library's own threads and logging do not survive that.</remarks>
public sealed unsafe class OnnxRuntimeLibrary
{
    private const int LogErrors = 3;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, OnnxRuntimeLibrary> Loaded = new(StringComparer.Ordinal);

    private OnnxRuntimeLibrary(string path)
    {
        if (!File.Exists(path))
            throw new OnnxRuntimeException($"There is no file '{path}'; expected ONNX Runtime's shared library, such as libonnxruntime.so.1.");

        nint entry;
        try
        {
            entry = NativeLibrary.GetExport(NativeLibrary.Load(path), "OrtGetApiBase");
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new OnnxRuntimeException($"'{path}' is not an ONNX Runtime library that loads here: {e.Message}", e);
        }

        // OrtApiBase: GetApi, GetVersionString.
        var apiBase = (nint*)((delegate* unmanaged<nint>)entry)();
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)apiBase[1])()) ?? "";
        nint table = ((delegate* unmanaged<uint, nint>)apiBase[0])(OrtApi.Version);
        if (table == 0) throw new OnnxRuntimeException($"'{path}' is ONNX Runtime {Version}, which has no C API of version {OrtApi.Version}.");

        Api = new OrtApi((nint*)table);
        nint environment;
        fixed (byte* name = "EdgeNet\0"u8) Api.Check(Api.CreateEnv(LogErrors, name, &environment));
        Environment = environment;
    }

    /// <summary>The library's version, such as "1.30.0".</summary>
    public string Version { get; }

    internal OrtApi Api { get; }

    internal nint Environment { get; }

    /// <summary>Loads the library.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="OnnxRuntimeException">There is no such file, or it is not ONNX Runtime for this machine.</exception>
    public static OnnxRuntimeLibrary Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = Path.GetFullPath(path);
        lock (Gate)
        {
            if (!Loaded.TryGetValue(path, out OnnxRuntimeLibrary? library)) Loaded[path] = library = new OnnxRuntimeLibrary(path);
            return library;
        }
    }
}
