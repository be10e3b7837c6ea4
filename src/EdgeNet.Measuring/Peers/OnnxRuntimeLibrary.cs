using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace EdgeNet.Measuring.Peers;

/// <summary>
/// ONNX Runtime's native library, from wherever the user has it (libonnxruntime.so.1, onnxruntime.dll, libonnxruntime.dylib): the .NET API
/// of Microsoft.ML.OnnxRuntime.Managed calls it, and does not bring it.
/// </summary>
/// <remarks>A process takes one library, and never unloads it: the library's own threads and logging do not survive that.</remarks>
public sealed class OnnxRuntimeLibrary
{
    /// <summary>What the .NET API calls the library, and the runtime completes to libonnxruntime.so and such.</summary>
    private const string ImportName = "onnxruntime";

    private const string EntryPoint = "OrtGetApiBase";

    private static readonly Lock Gate = new();
    private static OnnxRuntimeLibrary? s_loaded;

    private readonly nint _handle;

    private OnnxRuntimeLibrary(nint handle, string version) => (_handle, Version) = (handle, version);

    /// <summary>The library's version, such as "1.31.1".</summary>
    public string Version { get; }

    /// <summary>The version that the .NET API is of. The function table of a version is in all later ones too.</summary>
    private static Version Expected => typeof(InferenceSession).Assembly.GetName().Version!;

    /// <summary>Loads the library from a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PeerException">
    /// There is no such file, it is not ONNX Runtime for this machine, it is too old, or the process has taken another library.
    /// </exception>
    public static OnnxRuntimeLibrary Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
            throw new PeerException($"There is no file '{path}'; expected ONNX Runtime's shared library, such as libonnxruntime.so.1.");
        try
        {
            return Use(NativeLibrary.Load(Path.GetFullPath(path)), path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            // The loader's advice comes first, and what is wrong with the file on the last line.
            throw new PeerException($"'{path}' is not a library that loads here: {e.Message.TrimEnd().Split('\n')[^1].Trim()}", e);
        }
    }

    /// <summary>Loads the library that lies beside the program, as the package Microsoft.ML.OnnxRuntime puts it there.</summary>
    /// <exception cref="PeerException">There is none, or the process has taken another library.</exception>
    public static OnnxRuntimeLibrary LoadBundled() =>
        NativeLibrary.TryLoad(ImportName, typeof(InferenceSession).Assembly, searchPath: null, out nint handle)
            ? Use(handle, ImportName)
            : throw new PeerException($"There is no ONNX Runtime for {RuntimeInformation.RuntimeIdentifier} beside the program.");

    /// <summary>Refuses a version that lacks functions of the .NET API.</summary>
    /// <param name="name">The library.</param>
    /// <param name="version">Its version; what comes after the numbers does not count.</param>
    /// <exception cref="PeerException">It is too old.</exception>
    internal static void CheckVersion(string name, string version)
    {
        int numbers = version.AsSpan().IndexOfAnyExcept("0123456789.");
        bool isKnown = System.Version.TryParse(numbers < 0 ? version : version[..numbers], out Version? found);
        // The minor number counts the versions of the function table.
        if (!isKnown || found < new Version(Expected.Major, Expected.Minor))
            throw new PeerException($"'{name}': expected ONNX Runtime {Expected.ToString(2)} or later, found {version}.");
    }

    private static OnnxRuntimeLibrary Use(nint handle, string name)
    {
        lock (Gate)
        {
            if (s_loaded?._handle == handle) return s_loaded;
            if (!NativeLibrary.TryGetExport(handle, EntryPoint, out nint entry))
                throw new PeerException($"'{name}' is a library, but not ONNX Runtime: expected a function {EntryPoint}, found none.");
            string version = VersionOf(entry);
            CheckVersion(name, version);
            if (s_loaded is not null)
                throw new PeerException($"'{name}' is another library than ONNX Runtime {s_loaded.Version}, which this process has taken already.");
            Initialize(handle, name, version);
            return s_loaded = new OnnxRuntimeLibrary(handle, version);
        }
    }

    /// <summary>
    /// What the library says of itself. The .NET API would ask too, but a library that it refuses once is all that it ever tries in a
    /// process, and the library itself prints that it is asked for functions that it lacks.
    /// </summary>
    private static unsafe string VersionOf(nint entry)
    {
        var api = (OrtApiBase*)((delegate* unmanaged<nint>)entry)();
        return Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)api->GetVersionString)()) ?? "";
    }

    /// <summary>Has the .NET API call the library, and tell errors only.</summary>
    private static void Initialize(nint handle, string name, string version)
    {
        try
        {
            OrtEnv.DisableDllImportResolver = true;
            NativeLibrary.SetDllImportResolver(typeof(InferenceSession).Assembly, (import, _, _) => import == ImportName ? handle : 0);
            var options = new EnvironmentCreationOptions { logId = "EdgeNet", logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }
        catch (Exception e) when (e is OnnxRuntimeException or TypeInitializationException or InvalidOperationException)
        {
            string reason = (e is TypeInitializationException ? e.InnerException! : e).Message;
            throw new PeerException($"'{name}', ONNX Runtime {version}, cannot be used: {reason.ReplaceLineEndings(" ")}", e);
        }
    }
}
