using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// What stands behind an instance of a generated network class: shared weights, a workspace of its own, and the rules of use.
/// The generated class holds one and forwards to it.
/// </summary>
/// <remarks>
/// One inference runs at a time; <see cref="Share"/> gives another thread an instance of its own over the same weights. A second inference
/// meanwhile is an error, not a garbled answer, and disposing meanwhile takes effect when the inference ends, so that no memory is freed
/// under it. What is never disposed is freed by the garbage collector.
/// </remarks>
public sealed class NetworkInstance : IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int DisposedWhileRunning = 2;
    private const int Disposed = 3;

    private readonly InferFunction _infer;
    private readonly SharedWeights _weights;
    private readonly AlignedBuffer _workspace;
    private readonly AlignedBuffer _output;
    private readonly NetworkInstance? _trace;
    private int _state;

    /// <summary>Owns the reference to the weights that it is given, and the instance that traces.</summary>
    private NetworkInstance(NetworkInfo info, InferFunction infer, SharedWeights weights, NetworkInstance? trace = null)
    {
        Info = info;
        _infer = infer;
        _weights = weights;
        _trace = trace;
        try
        {
            _workspace = new AlignedBuffer(info.WorkspaceLength);
            _output = new AlignedBuffer(info.OutputLength);
        }
        catch
        {
            _workspace?.Dispose();
            weights.Release();
            throw;
        }
    }

    /// <summary>Name, shapes and sizes.</summary>
    public NetworkInfo Info { get; }

    /// <summary>The weights, for tests that watch their lifetime.</summary>
    internal SharedWeights Weights => _weights;

    /// <summary>Packs parameters into an instance ready to run.</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="parameters">The parameters, by name.</param>
    /// <exception cref="WeightsException">A parameter is missing or has another length than the network says.</exception>
    public static NetworkInstance Create(NetworkInfo info, PackFunction pack, InferFunction infer, IParameterSource parameters) =>
        Create(info, pack, infer, parameters, trace: null);

    /// <summary>Packs parameters into an instance ready to run.</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="parameters">The parameters, by name.</param>
    /// <param name="trace">What its generated Trace runs; null where it has none.</param>
    /// <exception cref="WeightsException">A parameter is missing or has another length than the network says.</exception>
    public static NetworkInstance Create(
        NetworkInfo info, PackFunction pack, InferFunction infer, IParameterSource parameters, TraceFunctions? trace)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(infer);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters is SafetensorsFile file)
            WeightsValidation.Check(file, info);
        foreach (ParameterInfo parameter in info.Parameters)
        {
            int found = parameters.GetParameter(parameter.Name).Length;
            if (found != parameter.Length)
            {
                throw new WeightsException(Invariant(
                    $"Network '{info.Name}', parameter '{parameter.Name}': expected {parameter.Length} elements, found {found}."));
            }
        }

        NetworkInstance? tracing = trace is null ? null
            : new NetworkInstance(trace.Info, trace.Infer, SharedWeights.Pack(trace.Info.WeightsLength, parameters, trace.Pack));
        return new NetworkInstance(info, infer, SharedWeights.Pack(info.WeightsLength, parameters, pack), tracing);
    }

    /// <summary>Loads weights from a safetensors file.</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit the network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkInstance Load(NetworkInfo info, PackFunction pack, InferFunction infer, string path) =>
        Load(info, pack, infer, path, trace: null);

    /// <summary>Loads weights from a safetensors file.</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="path">The file.</param>
    /// <param name="trace">What its generated Trace runs; null where it has none.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit the network.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NetworkInstance Load(NetworkInfo info, PackFunction pack, InferFunction infer, string path, TraceFunctions? trace)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return Create(info, pack, infer, file, trace);
    }

    /// <summary>Loads weights from a stream that holds a safetensors file and nothing after it.</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="stream">The stream, seekable or not; it stays open.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit the network.</exception>
    public static NetworkInstance Load(NetworkInfo info, PackFunction pack, InferFunction infer, Stream stream) =>
        Load(info, pack, infer, stream, trace: null);

    /// <summary>Loads weights from a stream that holds a safetensors file and nothing after it.</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="stream">The stream, seekable or not; it stays open.</param>
    /// <param name="trace">What its generated Trace runs; null where it has none.</param>
    /// <exception cref="WeightsException">The file is damaged or does not fit the network.</exception>
    public static NetworkInstance Load(NetworkInfo info, PackFunction pack, InferFunction infer, Stream stream, TraceFunctions? trace)
    {
        using SafetensorsFile file = SafetensorsFile.Read(stream, stream is FileStream { Name: var name } ? name : "stream");
        return Create(info, pack, infer, file, trace);
    }

    /// <summary>Loads the weights embedded as the resource "ClassName.safetensors".</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="assembly">The assembly that holds the class.</param>
    /// <exception cref="WeightsException">There is no such resource, or it is damaged or does not fit the network.</exception>
    public static NetworkInstance LoadEmbedded(NetworkInfo info, PackFunction pack, InferFunction infer, Assembly assembly) =>
        LoadEmbedded(info, pack, infer, assembly, trace: null);

    /// <summary>Loads the weights embedded as the resource "ClassName.safetensors".</summary>
    /// <param name="info">The network.</param>
    /// <param name="pack">Its generated Pack method.</param>
    /// <param name="infer">Its generated static Infer method.</param>
    /// <param name="assembly">The assembly that holds the class.</param>
    /// <param name="trace">What its generated Trace runs; null where it has none.</param>
    /// <exception cref="WeightsException">There is no such resource, or it is damaged or does not fit the network.</exception>
    public static NetworkInstance LoadEmbedded(
        NetworkInfo info, PackFunction pack, InferFunction infer, Assembly assembly, TraceFunctions? trace)
    {
        ArgumentNullException.ThrowIfNull(info);
        using SafetensorsFile file = EmbeddedWeights.Open(assembly, info.Name + ".safetensors");
        return Create(info, pack, infer, file, trace);
    }

    /// <summary>Another instance over the same weights, with a workspace of its own, for another thread.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    public NetworkInstance Share()
    {
        if (Volatile.Read(ref _state) >= DisposedWhileRunning)
            ThrowDisposed();
        return new NetworkInstance(Info, _infer, _weights.AddReference(), _trace?.Share());
    }

    /// <summary>Runs the network on one sample. Allocates nothing.</summary>
    /// <param name="input"><see cref="NetworkInfo.InputLength"/> elements, channels first.</param>
    /// <param name="output"><see cref="NetworkInfo.OutputLength"/> elements, channels first; it must not overlap the input.</param>
    /// <exception cref="ArgumentException">A span has another length, or the two overlap.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is running the instance.</exception>
    public void Infer(ReadOnlySpan<float> input, Span<float> output)
    {
        Enter();
        try
        {
            _infer(input, _weights.Span, _workspace.Span, output);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Runs the network on one sample and picks the largest output. Allocates nothing.</summary>
    /// <param name="input"><see cref="NetworkInfo.InputLength"/> elements, channels first.</param>
    /// <returns>The first of the largest outputs; the first that is not a number, if there is one.</returns>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is running the instance.</exception>
    public Prediction Predict(ReadOnlySpan<float> input)
    {
        Enter();
        try
        {
            Span<float> output = _output.Span;
            _infer(input, _weights.Span, _workspace.Span, output);
            return Largest(output);
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>Runs the network on one sample layer by layer, and gives what each has computed. Allocates nothing.</summary>
    /// <param name="input"><see cref="NetworkInfo.InputLength"/> elements, channels first.</param>
    /// <param name="trace">Takes the layers, in the order of computation.</param>
    /// <exception cref="ArgumentException">The input has another length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is running the instance, or it was created without trace.</exception>
    public void Trace(ReadOnlySpan<float> input, IActivationTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (_trace is null) throw new InvalidOperationException($"Network '{Info.Name}' was created without trace.");
        Enter();
        try
        {
            Span<float> layers = _trace._output.Span;
            _trace._infer(input, _trace._weights.Span, _trace._workspace.Span, layers);
            // By index: an enumerator of the list would be allocated.
            IReadOnlyList<TensorInfo> outputs = _trace.Info.Outputs;
            for (int i = 0, start = 0; i < outputs.Count; start += outputs[i].Length, i++)
                trace.Take(outputs[i], layers.Slice(start, outputs[i].Length));
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// Frees the workspace, and the weights if no other instance shares them; at the end of the inference if one is running.
    /// </summary>
    public void Dispose()
    {
        while (true)
        {
            int state = Interlocked.CompareExchange(ref _state, Disposed, Idle);
            if (state == Idle)
            {
                Free();
                return;
            }
            if (state != Running || Interlocked.CompareExchange(ref _state, DisposedWhileRunning, Running) == Running)
                return;
        }
    }

    private static Prediction Largest(ReadOnlySpan<float> output)
    {
        int largest = 0;
        for (int i = 0; i < output.Length; i++)
        {
            if (float.IsNaN(output[i]))
                return new Prediction(i, output[i]);
            if (output[i] > output[largest])
                largest = i;
        }
        return new Prediction(largest, output[largest]);
    }

    private void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Running, Idle);
        if (state != Idle)
            ThrowCannotRun(state);
    }

    /// <summary>The last use of this in an inference: until here the object, and so its memory, cannot be collected.</summary>
    private void Exit()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) != Running)
        {
            Volatile.Write(ref _state, Disposed);
            Free();
        }
    }

    private void Free()
    {
        _workspace.Dispose();
        _output.Dispose();
        _weights.Release();
        _trace?.Dispose();
    }

    [DoesNotReturn]
    private void ThrowCannotRun(int state)
    {
        if (state >= DisposedWhileRunning)
            ThrowDisposed();
        throw new InvalidOperationException(
            $"Network '{Info.Name}' is already running on another thread; give each thread an instance of its own by Share().");
    }

    [DoesNotReturn]
    private void ThrowDisposed() => throw new ObjectDisposedException(Info.Name);
}
