using EdgeNet.Measuring.Peers;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>What ONNX Runtime makes of a model: outputs of any type, as float32, with the shapes that it finds.</summary>
internal static class PeerRun
{
    /// <summary>Runs a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="optimises">Whether ONNX Runtime may change the graph.</param>
    /// <exception cref="PeerException">ONNX Runtime does not take the model.</exception>
    public static (int[] Shape, float[] Elements)[] Run(byte[] model, IReadOnlyList<(GraphValue Value, float[] Elements)> inputs,
        bool optimises = true)
    {
        OnnxRuntimeLibrary.LoadBundled();
        try
        {
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = optimises ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            using var session = new InferenceSession(model, options);
            using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            var given = inputs.Where(i => session.InputNames.Contains(i.Value.Name)).ToArray();
            OrtValue[] values = [.. given.Select(i => OrtValue.CreateTensorValueFromMemory(i.Elements,
                [.. i.Value.Shape.Select(s => (long)s)]))];
            try
            {
                using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [.. given.Select(i => i.Value.Name)], values,
                    session.OutputNames);
                return [.. outputs.Select(Read)];
            }
            finally
            {
                foreach (OrtValue value in values) value.Dispose();
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new PeerException("ONNX Runtime: " + e.Message.Trim().ReplaceLineEndings(" "), e);
        }
    }

    private static (int[] Shape, float[] Elements) Read(OrtValue value)
    {
        OrtTensorTypeAndShapeInfo info = value.GetTensorTypeAndShape();
        int[] shape = [.. info.Shape.Select(s => (int)s)];
        float[] Of<T>(Func<T, float> widen)
            where T : unmanaged => [.. value.GetTensorDataAsSpan<T>().ToArray().Select(widen)];
        return (shape, info.ElementDataType switch
        {
            TensorElementType.Float => Of<float>(v => v),
            TensorElementType.Double => Of<double>(v => (float)v),
            TensorElementType.Float16 => Of<Float16>(v => (float)v),
            TensorElementType.Int64 => Of<long>(v => v),
            TensorElementType.Int32 => Of<int>(v => v),
            TensorElementType.Int8 => Of<sbyte>(v => v),
            TensorElementType.UInt8 => Of<byte>(v => v),
            TensorElementType.Bool => Of<bool>(v => v ? 1 : 0),
            var type => throw new PeerException($"An output of {type}."),
        });
    }
}
