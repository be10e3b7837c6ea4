using EdgeNet.Compiler.Graph;

namespace EdgeNet.Onnx.OnnxRuntime;

/// <summary>
/// A network in ONNX Runtime as a fair peer of generated code: one thread, sequential, all graph optimisations, and tensors bound once over
/// memory that does not move. Not safe for use by several threads at once.
/// </summary>
public sealed unsafe class OnnxRuntimeSession : IDisposable
{
    private const int Sequential = 0;
    private const int OptimizeAll = 99;
    private const int DeviceAllocator = 0;
    private const int DefaultMemory = 0;

    private readonly OrtApi _api;
    private readonly OrtHandle _session;
    private readonly List<PinnedTensor> _inputs = [];
    private readonly List<PinnedTensor> _outputs = [];

    // What Run takes, in pinned arrays: nothing is marshalled per call.
    private readonly nint[] _inputNames;
    private readonly nint[] _inputValues;
    private readonly nint[] _outputNames;
    private readonly nint[] _outputValues;
    private bool _disposed;

    private OnnxRuntimeSession(OnnxRuntimeLibrary library, ReadOnlySpan<byte> model, NetworkGraph graph)
    {
        _api = library.Api;
        _session = CreateSession(library, model);
        try
        {
            nint info;
            _api.Check(_api.CreateCpuMemoryInfo(DeviceAllocator, DefaultMemory, &info));
            using var memoryInfo = new OrtHandle(info, _api.ReleaseMemoryInfo);
            foreach (Node input in graph.Inputs) _inputs.Add(new PinnedTensor(_api, memoryInfo, input.Name, input.Shape.Dimensions));
            foreach (string output in graph.Outputs)
                _outputs.Add(new PinnedTensor(_api, memoryInfo, output, graph[output].Shape.Dimensions));
        }
        catch
        {
            Dispose();
            throw;
        }

        _inputNames = Pinned(_inputs, t => t.Name);
        _inputValues = Pinned(_inputs, t => t.Value);
        _outputNames = Pinned(_outputs, t => t.Name);
        _outputValues = Pinned(_outputs, t => t.Value);
    }

    /// <summary>Exports a network and loads it.</summary>
    /// <param name="library">ONNX Runtime.</param>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="OnnxExportException">The network has no ONNX form.</exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the exported network.</exception>
    public static OnnxRuntimeSession Create(OnnxRuntimeLibrary library, NetworkGraph graph, IParameterSource parameters)
    {
        ArgumentNullException.ThrowIfNull(library);
        return new OnnxRuntimeSession(library, OnnxExporter.Export(graph, parameters), graph);
    }

    /// <summary>Loads an exported network.</summary>
    /// <param name="library">ONNX Runtime.</param>
    /// <param name="model">The file's bytes.</param>
    /// <param name="graph">The network, for the names and shapes of inputs and outputs.</param>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the model.</exception>
    public static OnnxRuntimeSession Create(OnnxRuntimeLibrary library, ReadOnlySpan<byte> model, NetworkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(graph);
        return new OnnxRuntimeSession(library, model, graph);
    }

    /// <summary>An input, channels first, to be filled before <see cref="Run"/>.</summary>
    /// <param name="index">Which of the network's inputs.</param>
    public Span<float> Input(int index = 0) => _inputs[index].Span;

    /// <summary>An output, channels first, as the last <see cref="Run"/> left it.</summary>
    /// <param name="index">Which of the network's outputs.</param>
    public ReadOnlySpan<float> Output(int index = 0) => _outputs[index].Span;

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime fails.</exception>
    /// <exception cref="ObjectDisposedException">The session has been disposed.</exception>
    public void Run()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        fixed (nint* inputNames = _inputNames, inputs = _inputValues, outputNames = _outputNames, outputs = _outputValues)
        {
            _api.Check(_api.Run(_session.Pointer, 0, (byte**)inputNames, inputs, (nuint)_inputValues.Length,
                (byte**)outputNames, (nuint)_outputValues.Length, outputs));
        }

        GC.KeepAlive(this);
    }

    /// <summary>Gives the session and its tensors back to ONNX Runtime.</summary>
    public void Dispose()
    {
        _disposed = true;
        _session.Dispose();
        foreach (PinnedTensor tensor in _inputs.Concat(_outputs)) tensor.Dispose();
    }

    private static OrtHandle CreateSession(OnnxRuntimeLibrary library, ReadOnlySpan<byte> model)
    {
        OrtApi api = library.Api;
        nint pointer;
        api.Check(api.CreateSessionOptions(&pointer));
        using var options = new OrtHandle(pointer, api.ReleaseSessionOptions);
        api.Check(api.SetSessionExecutionMode(options.Pointer, Sequential));
        api.Check(api.SetSessionGraphOptimizationLevel(options.Pointer, OptimizeAll));
        api.Check(api.SetIntraOpNumThreads(options.Pointer, 1));
        api.Check(api.SetInterOpNumThreads(options.Pointer, 1));
        fixed (byte* bytes = model)
            api.Check(api.CreateSessionFromArray(library.Environment, bytes, (nuint)model.Length, options.Pointer, &pointer));
        return new OrtHandle(pointer, api.ReleaseSession);
    }

    private static nint[] Pinned(List<PinnedTensor> tensors, Func<PinnedTensor, nint> select)
    {
        nint[] array = GC.AllocateArray<nint>(tensors.Count, pinned: true);
        for (int i = 0; i < tensors.Count; i++) array[i] = select(tensors[i]);
        return array;
    }
}
