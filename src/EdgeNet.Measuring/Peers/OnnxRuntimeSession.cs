using Microsoft.ML.OnnxRuntime;

namespace EdgeNet.Measuring.Peers;

/// <summary>
/// An ONNX model in ONNX Runtime as a fair peer of generated code: one thread, which leaves none to spin, sequential, all graph
/// optimisations, and tensors bound once over memory that does not move. Not safe for use by several threads at once.
/// </summary>
public sealed class OnnxRuntimeSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private readonly OrtIoBinding _binding;
    private readonly List<BoundTensor> _inputs = [];
    private readonly List<BoundTensor> _outputs = [];
    private bool _disposed;

    private OnnxRuntimeSession(byte[] model)
    {
        using var options = new SessionOptions
        {
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        };
        _session = new InferenceSession(model, options);
        _binding = _session.CreateIoBinding();
        try
        {
            foreach (string name in _session.InputNames)
            {
                _inputs.Add(new BoundTensor(_session.InputMetadata[name]));
                _binding.BindInput(name, _inputs[^1].Value);
            }

            foreach (string name in _session.OutputNames)
            {
                _outputs.Add(new BoundTensor(_session.OutputMetadata[name]));
                _binding.BindOutput(name, _outputs[^1].Value);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>
    /// Loads a model of float32 inputs and outputs of known rank. Sizes that it leaves open, such as that of the batch, become 1.
    /// </summary>
    /// <param name="library">ONNX Runtime.</param>
    /// <param name="model">The model's file.</param>
    /// <exception cref="PeerException">ONNX Runtime refuses the model.</exception>
    public static OnnxRuntimeSession Create(OnnxRuntimeLibrary library, byte[] model)
    {
        ArgumentNullException.ThrowIfNull(library);
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            return new OnnxRuntimeSession(model);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>An input, channels first, to be filled before <see cref="Run"/>.</summary>
    /// <param name="index">Which of the model's inputs.</param>
    public Span<float> Input(int index = 0) => _inputs[index].Span;

    /// <summary>An output, channels first, as the last <see cref="Run"/> left it.</summary>
    /// <param name="index">Which of the model's outputs.</param>
    public ReadOnlySpan<float> Output(int index = 0) => _outputs[index].Span;

    /// <summary>Computes the outputs from the inputs. Allocates nothing.</summary>
    /// <exception cref="PeerException">ONNX Runtime fails.</exception>
    /// <exception cref="ObjectDisposedException">The session has been disposed.</exception>
    public void Run()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            _session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Gives the session and its tensors back to ONNX Runtime.</summary>
    public void Dispose()
    {
        _disposed = true;
        _binding.Dispose();
        foreach (BoundTensor tensor in _inputs.Concat(_outputs)) tensor.Dispose();
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static PeerException Failure(OnnxRuntimeException e) => new("ONNX Runtime: " + e.Message.Trim().ReplaceLineEndings(" "), e);
}
