using System.Runtime.InteropServices;

namespace EdgeNet.Onnx.OnnxRuntime;

/// <summary>
/// The functions of ONNX Runtime's C API that are used here, from the table that OrtGetApiBase gives
/// (https://onnxruntime.ai/docs/api/c/struct_ort_api.html). The table only ever grows at its end; all of these slots are of its first version.
/// </summary>
internal sealed unsafe class OrtApi(nint* table)
{
    /// <summary>The version of the table to ask for.</summary>
    public const uint Version = 1;

    private readonly delegate* unmanaged<nint, byte*> _getErrorMessage = (delegate* unmanaged<nint, byte*>)table[2];
    private readonly delegate* unmanaged<nint, void> _releaseStatus = (delegate* unmanaged<nint, void>)table[93];

    /// <summary>status CreateEnv(logging level, log id, out env)</summary>
    public readonly delegate* unmanaged<int, byte*, nint*, nint> CreateEnv = (delegate* unmanaged<int, byte*, nint*, nint>)table[3];

    /// <summary>status CreateSessionFromArray(env, model, bytes, options, out session)</summary>
    public readonly delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint> CreateSessionFromArray =
        (delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)table[8];

    /// <summary>status Run(session, run options, input names, inputs, count, output names, count, outputs)</summary>
    public readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =
        (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)table[9];

    /// <summary>status CreateSessionOptions(out options)</summary>
    public readonly delegate* unmanaged<nint*, nint> CreateSessionOptions = (delegate* unmanaged<nint*, nint>)table[10];

    /// <summary>status SetSessionExecutionMode(options, mode)</summary>
    public readonly delegate* unmanaged<nint, int, nint> SetSessionExecutionMode = (delegate* unmanaged<nint, int, nint>)table[13];

    /// <summary>status SetSessionGraphOptimizationLevel(options, level)</summary>
    public readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel = (delegate* unmanaged<nint, int, nint>)table[23];

    /// <summary>status SetIntraOpNumThreads(options, threads)</summary>
    public readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[24];

    /// <summary>status SetInterOpNumThreads(options, threads)</summary>
    public readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)table[25];

    /// <summary>status CreateTensorWithDataAsOrtValue(memory info, data, bytes, shape, rank, element type, out value)</summary>
    public readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue =
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)table[49];

    /// <summary>status CreateCpuMemoryInfo(allocator type, memory type, out memory info)</summary>
    public readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo = (delegate* unmanaged<int, int, nint*, nint>)table[69];

    /// <summary>void ReleaseMemoryInfo(memory info)</summary>
    public readonly delegate* unmanaged<nint, void> ReleaseMemoryInfo = (delegate* unmanaged<nint, void>)table[94];

    /// <summary>void ReleaseSession(session)</summary>
    public readonly delegate* unmanaged<nint, void> ReleaseSession = (delegate* unmanaged<nint, void>)table[95];

    /// <summary>void ReleaseValue(value)</summary>
    public readonly delegate* unmanaged<nint, void> ReleaseValue = (delegate* unmanaged<nint, void>)table[96];

    /// <summary>void ReleaseSessionOptions(options)</summary>
    public readonly delegate* unmanaged<nint, void> ReleaseSessionOptions = (delegate* unmanaged<nint, void>)table[100];

    /// <summary>Throws what a call complains about.</summary>
    /// <param name="status">What the call returned; null is success. Released here.</param>
    /// <exception cref="OnnxRuntimeException">The call failed.</exception>
    public void Check(nint status)
    {
        if (status == 0) return;
        string message = Marshal.PtrToStringUTF8((nint)_getErrorMessage(status)) ?? "no message";
        _releaseStatus(status);
        throw new OnnxRuntimeException("ONNX Runtime: " + message);
    }
}
